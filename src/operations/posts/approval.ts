import type { UpdatePostInput } from '../../contract/index.ts';
import { problem, refusal, type Problem } from '../../domain/errors/index.ts';
import type { PinRow, PostRow } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { approvalIsDue } from '../permission.ts';
import type { pinColumns } from '../preflight/pin-columns.ts';

/** Whether nothing of the post may go out now. */
export const waitsForApproval = (post: Pick<PostRow, 'requiresApproval' | 'approvedAt'>): boolean =>
  post.requiresApproval && post.approvedAt === null;

type Caller = Pick<Context, 'actor' | 'workspaceId'>;

/** Whether a new post waits for an approval. @throws LinchpinError APPROVAL_REQUIRED */
export function approvalOfNew(caller: Caller, asked: boolean | undefined): boolean {
  const isDue = approvalIsDue(caller, asked);
  if (isDue && asked === false) throw refusal('APPROVAL_REQUIRED', { field: 'requiresApproval' });
  return isDue || asked === true;
}

/** Only approving lifts an approval: who wrote a post must not be able to let it out. @throws LinchpinError APPROVAL_REQUIRED */
export function requireApprovalKept(
  caller: Caller,
  { requiresApproval: asked }: UpdatePostInput,
  post: PostRow,
): void {
  if (asked === false && (post.requiresApproval || approvalIsDue(caller, asked)))
    throw refusal('APPROVAL_REQUIRED', { field: 'requiresApproval' });
}

type Columns = ReturnType<typeof pinColumns>;

/** What each target of a changed post becomes; null: only its time or notes change. */
export interface ChangedPin {
  pin: PinRow | null;
  columns: Columns | null | undefined;
}

export interface ApprovalAfter {
  waits: boolean;
  columns: { requiresApproval: boolean; approvedBy?: null; approvedAt?: null };
  /** The warning that the post must be approved again. */
  warnings: readonly Problem[];
}

/**
 * The approval was for the content at that moment: other content needs a new approval, another time does not.
 * @param isDue whether the policy wants an approval for what the caller writes, or plans anew.
 */
export function approvalAfter(
  patch: UpdatePostInput,
  post: PostRow,
  changed: readonly ChangedPin[],
  removed: readonly PinRow[],
  { isDue, plansAnew }: { isDue: boolean; plansAnew: boolean },
): ApprovalAfter {
  const isOther =
    removed.length > 0 ||
    changed.some(({ pin, columns }) => columns && (pin === null || !isSame(pin, columns)));
  const requiresApproval =
    (patch.requiresApproval ?? post.requiresApproval) || (isDue && (isOther || plansAnew));
  const ended = post.approvedAt !== null && isOther;
  return {
    waits: requiresApproval && (isOther || post.approvedAt === null),
    columns: { requiresApproval, ...(ended && { approvedBy: null, approvedAt: null }) },
    warnings:
      ended && requiresApproval
        ? [
            problem('APPROVAL_VOID', {
              field: 'postId',
              values: { by: post.approvedBy ?? 'somebody' },
              severity: 'warning',
            }),
          ]
        : [],
  };
}

/** Scalar content columns; lists and media are compared separately. */
const words = [
  'accountId',
  'boardId',
  'sectionId',
  'title',
  'description',
  'link',
  'altText',
  'dominantColor',
  'customContent',
  'parentPinId',
  'kind',
  'coverMediaId',
  'coverKeyFrame',
] as const satisfies readonly (keyof Columns & keyof PinRow)[];

/** Whether text and media of a Pin are unchanged. A file that was fetched again is the same when its bytes are. */
const isSame = (pin: PinRow, columns: Columns): boolean =>
  words.every((word) => pin[word] === columns[word]) &&
  pin.aiDisclosures.join() === columns.aiDisclosures.join() &&
  (pin.slides && JSON.stringify(pin.slides)) === columns.slides &&
  (pin.contentKey === columns.contentKey || pin.mediaIds.join() === columns.mediaIds.join());
