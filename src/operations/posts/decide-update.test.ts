import { describe, expect, test } from 'vitest';
import type { UpdatePostInput } from '../../contract/index.ts';
import type { PinRow, PostRow } from '../../store/index.ts';
import type { Preflight } from '../preflight/preflight.ts';
import { decideUpdate, pairPins, type Plan } from './decide-update.ts';
import { mergeUpdate } from './merge.ts';

const monday = new Date('2099-01-05T09:00:00Z');
const tuesday = new Date('2099-01-06T09:00:00Z');
const friday = new Date('2099-01-09T09:00:00Z');
const now = new Date('2099-01-01T00:00:00Z');

const post = (more: Partial<PostRow> = {}): PostRow =>
  ({
    id: 'post',
    workspaceId: 'w',
    status: 'scheduled',
    content: 'Words',
    title: null,
    timezone: 'UTC',
    scheduledFor: monday,
    mediaIds: ['m'],
    tags: [],
    hashtags: [],
    mentions: [],
    metadata: {},
    requiresApproval: false,
    approvedAt: null,
    approvedBy: null,
    ...more,
  }) as PostRow; // What a decision reads of a post.

const pin = (id: string, more: Partial<PinRow> = {}): PinRow =>
  ({
    id,
    postId: 'post',
    accountId: 'a',
    identityId: 'i',
    boardId: `board of ${id}`,
    sectionId: null,
    title: null,
    description: null,
    link: null,
    altText: null,
    dominantColor: null,
    customContent: null,
    parentPinId: null,
    kind: 'image',
    coverMediaId: null,
    coverKeyFrame: null,
    aiDisclosures: [],
    slides: null,
    mediaIds: ['m'],
    status: 'scheduled',
    step: null,
    scheduledFor: monday,
    dueAt: monday,
    contentKey: `key of ${id}`,
    problem: null,
    sentSnapshot: null,
    ...more,
  }) as PinRow; // What a decision reads of a Pin.

/** A target as preflight resolves it, for one board. */
const target = (boardId: string) => ({
  account: { id: 'a', identityId: 'i' },
  customContent: null,
  content: {
    boardId,
    sectionId: null,
    title: null,
    description: null,
    link: null,
    altText: null,
    dominantColor: null,
    parentPinId: null,
    aiDisclosures: [],
  },
});

interface Given {
  patch: Omit<UpdatePostInput, 'postId'>;
  post?: PostRow;
  editable: PinRow[];
  published?: PinRow[];
  /** Times of the targets as they were read; null: that of the post. */
  times?: (Date | null)[];
  at?: Date | null;
  slot?: Date;
  approvalIsDue?: boolean;
  /** Boards of the new targets; absent: only times and notes change. */
  boards?: string[];
}

function decide({
  patch: given,
  post: subject = post(),
  editable,
  published = [],
  ...more
}: Given) {
  const patch = { postId: 'post', ...given };
  const merged = mergeUpdate(patch, subject, editable);
  const content = more.boards
    ? ({
        targets: more.boards.map(target),
        media: { media: [{ id: 'm' }], fresh: [], plans: more.boards.map(() => null) },
      } as unknown as Preflight) // What a decision reads of it.
    : null;
  const plan: Plan = {
    merged,
    timing: {
      mode: 'scheduled',
      at: more.at === undefined ? subject.scheduledFor : more.at,
      targets: more.times ?? editable.map(() => null),
      problems: [],
    },
    open: editable,
    queued: more.slot !== undefined,
    content,
  };
  const locked = { post: subject, editable, published };
  let made = 0;
  return decideUpdate(patch, plan, locked, pairPins(patch, plan, locked), {
    slot: more.slot ? { queueId: 'queue', at: more.slot } : null,
    approvalIsDue: more.approvalIsDue ?? false,
    now,
    newId: () => `new ${++made}`,
  });
}

/** What a decision does to each Pin, in short. */
const edits = (given: Given) =>
  Object.fromEntries(
    decide(given).edits.map((edit) =>
      edit.kind === 'add'
        ? [edit.pin.id, { ...pick(edit.pin), boardId: edit.pin.boardId }]
        : [edit.pin.id, pick(edit.change)],
    ),
  );
const pick = (change: Partial<PinRow> | object) =>
  Object.fromEntries(
    Object.entries(change).filter(([name]) =>
      ['status', 'dueAt', 'scheduledFor', 'position', 'step'].includes(name),
    ),
  );

const planned = (at: Date | null, dueAt: Date | null = at) => ({
  status: 'scheduled',
  step: null,
  scheduledFor: at,
  dueAt,
});

describe('the time of a post', () => {
  test('moves its Pins, but for one with a time of its own', () => {
    const editable = [pin('follows'), pin('own', { scheduledFor: friday, dueAt: friday })];
    expect(
      edits({ patch: { scheduledFor: 'tuesday' }, editable, at: tuesday, times: [null, friday] }),
    ).toEqual({ follows: planned(tuesday), own: { scheduledFor: friday } });
  });

  test('gives a failed Pin another try only where it is given, not with a note', () => {
    const editable = [pin('failed', { status: 'failed', dueAt: null })];
    expect(edits({ patch: { tags: ['new'] }, editable })).toEqual({
      failed: { scheduledFor: monday },
    });
    expect(edits({ patch: { scheduledFor: 'tuesday' }, editable, at: tuesday })).toEqual({
      failed: planned(tuesday),
    });
  });

  test('said again as it is begins a Pin anew that follows the post', () => {
    const editable = [pin('cancelled', { status: 'cancelled', dueAt: null })];
    expect(edits({ patch: { scheduledFor: 'monday' }, editable, at: monday })).toEqual({
      cancelled: planned(monday),
    });
  });

  test('out of a queue is one for all', () => {
    const editable = [pin('one'), pin('two', { scheduledFor: friday, dueAt: friday })];
    const given: Given = {
      patch: { queuedFromProfile: 'w' },
      editable,
      slot: tuesday,
      at: null,
    };
    expect(edits(given)).toEqual({ one: planned(tuesday), two: planned(tuesday) });
    expect(decide(given).post).toMatchObject({ queueId: 'queue', scheduledFor: tuesday });
  });
});

test('a post that becomes a draft takes its Pins off the plan, and gives its slot back', () => {
  const given: Given = { patch: { isDraft: true }, editable: [pin('one')] };
  expect(edits(given)).toEqual({
    one: { status: 'draft', step: null, dueAt: null, scheduledFor: monday },
  });
  expect(decide(given)).toMatchObject({ isDraft: true, toSpace: [], accepted: [] });
  expect(decide(given).post).toMatchObject({ queueId: null });
});

test('switching the spacing rules on or off plans a waiting Pin again, and no other', () => {
  const editable = [
    pin('waits'),
    pin('held', { status: 'held' }),
    pin('failed', { status: 'failed', dueAt: null }),
  ];
  const given: Given = { patch: { ignoreSpacing: true }, editable };
  expect(edits(given)).toEqual({
    waits: planned(monday),
    held: planned(monday),
    failed: { scheduledFor: monday },
  });
  expect(decide(given).toSpace).toEqual(['waits', 'held']);
});

describe('an approval', () => {
  const approved = post({ requiresApproval: true, approvedAt: now, approvedBy: 'Ana' });

  test('lasts through another time', () => {
    const given: Given = {
      patch: { scheduledFor: 'tuesday' },
      post: approved,
      editable: [pin('one')],
      at: tuesday,
    };
    expect(edits(given)).toEqual({ one: planned(tuesday) });
    expect(decide(given).warnings).toEqual([]);
  });

  test('ends with other content, and its Pins wait', () => {
    const given: Given = {
      patch: { platforms: [] },
      post: approved,
      editable: [pin('one')],
      boards: ['board of one', 'another'],
    };
    const decision = decide(given);
    expect(decision.warnings).toMatchObject([{ code: 'APPROVAL_VOID' }]);
    expect(decision.post).toMatchObject({ approvedAt: null, approvedBy: null });
    expect(edits(given)).toMatchObject({
      one: { dueAt: null },
      'new 1': { dueAt: null, boardId: 'another' },
    });
  });

  test('that is asked for now takes the Pins off the plan until it is given', () => {
    expect(edits({ patch: { requiresApproval: true }, editable: [pin('one')] })).toEqual({
      one: { ...planned(monday, null) },
    });
  });
});

describe('new targets', () => {
  test('keep the Pins of boards that stay, come after what is out, and take Pins off that nobody wants', () => {
    const given: Given = {
      patch: { platforms: [] },
      editable: [pin('stays'), pin('goes')],
      published: [pin('out', { status: 'published' })],
      boards: ['board of out', 'board of stays'],
    };
    const decision = decide(given);
    expect(decision.removed.map(({ id }) => id)).toEqual(['goes']);
    // The second target: what is out is the first, and positions go on behind it.
    expect(edits(given)).toMatchObject({ stays: { position: 2 } });
  });

  test('are new Pins where none is left, and count as accepted', () => {
    const given: Given = {
      patch: { platforms: [] },
      editable: [pin('one')],
      boards: ['board of one', 'second', 'third'],
    };
    expect(edits(given)).toMatchObject({
      'new 1': { status: 'scheduled', boardId: 'second', position: 1, dueAt: monday },
      'new 2': { status: 'scheduled', boardId: 'third', position: 2, dueAt: monday },
    });
    expect(decide(given).accepted.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['new 1', 'new 2']),
    );
  });
});

test('what was accepted before is not judged again for what stayed the same', () => {
  const again = decide({ patch: { scheduledFor: 'tuesday' }, editable: [pin('one')], at: tuesday });
  expect(again.accepted).toEqual([]);
  const draft = decide({
    patch: { isDraft: false },
    post: post({ status: 'draft' }),
    editable: [pin('one', { status: 'draft', dueAt: null })],
  });
  expect(draft.accepted).toEqual([{ id: 'one', contentKey: 'key of one' }]);
});

test('a Pin out of a backup is looked for before it is sent, whatever is changed in it', () => {
  const restored = { takenAt: now.toISOString(), journal: 'none' as const, overdue: false };
  const editable = [
    pin('restored', {
      step: 'reconciling',
      sentSnapshot: { restored } as PinRow['sentSnapshot'],
    }),
  ];
  expect(edits({ patch: { scheduledFor: 'tuesday' }, editable, at: tuesday })).toEqual({
    restored: { ...planned(tuesday), step: 'reconciling' },
  });
});

describe('where the policy wants an approval for what the caller writes', () => {
  const due = { approvalIsDue: true };
  const columnsOf = ({ requiresApproval, approvedAt }: ReturnType<typeof decide>['post']) => ({
    requiresApproval,
    approvedAt,
  });

  test('another time of a planned post needs none, and goes out', () => {
    const decision = decide({
      ...due,
      patch: { scheduledFor: 'x' },
      editable: [pin('1')],
      at: tuesday,
    });
    expect(columnsOf(decision.post)).toEqual({ requiresApproval: false, approvedAt: undefined });
    expect(decision.goesOut).toBe(true);
  });

  test.each(['draft', 'cancelled'] as const)('a %s post that is planned anew waits', (status) => {
    const decision = decide({
      ...due,
      patch: { isDraft: false, scheduledFor: 'x' },
      post: post({ status }),
      editable: [pin('1', { status, dueAt: null })],
      at: tuesday,
    });
    expect(decision.post.requiresApproval).toBe(true);
    expect(decision.goesOut).toBe(false);
    expect(decision.edits[0]).toMatchObject({ change: { status: 'scheduled', dueAt: null } });
  });

  test('other boards void an approval; a post that was approved and only promoted keeps it', () => {
    const approved = post({ requiresApproval: true, approvedAt: now, approvedBy: 'Anton' });
    const changed = decide({
      ...due,
      patch: { platforms: [] },
      post: approved,
      editable: [pin('1')],
      boards: ['another board'],
    });
    expect(columnsOf(changed.post)).toEqual({ requiresApproval: true, approvedAt: null });
    expect(changed.goesOut).toBe(false);
    const promoted = decide({
      ...due,
      patch: { isDraft: false, scheduledFor: 'x' },
      post: { ...approved, status: 'draft' },
      editable: [pin('1', { status: 'draft', dueAt: null })],
      at: tuesday,
    });
    expect(columnsOf(promoted.post)).toEqual({ requiresApproval: true, approvedAt: undefined });
    expect(promoted.goesOut).toBe(true);
  });
});
