import {
  PinterestDataInput,
  type CreatePostInput,
  type TargetInput,
} from '../../contract/index.ts';
import { editDistance } from '../../domain/text/edit-distance.ts';
import { LinchpinError, problem, type Problem } from '../../domain/errors/index.ts';
import type { PinContent } from '../../domain/pins/pin.ts';
import { adviseOnMistakes } from '../../domain/pins/advice.ts';
import { checkPinText, defaultTitle } from '../../domain/pins/rules.ts';
import { rulesInForce, type RulesInForce } from '../../domain/spacing/rules.ts';
import {
  findAccountsWithBoards,
  type AccountWithBoards,
  type KnownBoard,
} from '../../store/index.ts';
import { findNamed } from '../../domain/text/find-named.ts';
import { foldName } from '../../domain/text/name.ts';
import { lookAgain } from '../boards/freshen.ts';
import type { Context } from '../context.ts';
import { unknownFields } from '../unknown-fields.ts';
import { altTextOf } from './alt-text.ts';

/** A target whose account and board exist: what a Pin will say and where it will go. */
export interface ResolvedTarget {
  account: AccountWithBoards;
  content: PinContent;
  customContent: string | null;
  /** How far apart the account's Pins are kept. */
  rules: RulesInForce;
}

/** The targets of a post, null where one cannot be published, and everything that is wrong with them. */
export interface ResolvedTargets {
  targets: (ResolvedTarget | null)[];
  problems: Problem[];
}

/**
 * Finds account and board of every target of these posts and checks its words. What they share is read once. Pinterest
 * is asked only where a board is named that is not known, once a minute at most, and where a section is.
 */
export async function resolveTargets(
  context: Context,
  posts: readonly CreatePostInput[],
): Promise<ResolvedTargets[]> {
  const named = posts.flatMap(({ platforms = [] }) =>
    platforms.flatMap(({ accountId }) => accountId ?? []),
  );
  const resolve = async () => {
    const { db } = context.store;
    const rows = await findAccountsWithBoards(db, context.workspaceId, [...new Set(named)]);
    const accounts = new Map(rows.map((account) => [account.id, account]));
    return posts.map((post) =>
      (post.platforms ?? []).map((entry, index) => ({
        ...resolveTarget(post, entry, `platforms[${index}]`, accounts),
        account: entry.accountId === undefined ? undefined : accounts.get(entry.accountId),
      })),
    );
  };
  let results = await resolve();
  const unsure = results
    .flat()
    .flatMap(({ account, problems }) =>
      account?.status === 'connected' && problems.some(({ code }) => code === 'PIN_BOARD_NOT_FOUND')
        ? account.identityId
        : [],
    );
  for (const identityId of new Set(unsure))
    if (await lookAgain(context, identityId)) results = await resolve();
  const isFine = ({ problems }: (typeof results)[number][number]) =>
    problems.every(({ severity }) => severity !== 'error');
  const sectionsOf = sectionsByBoard(context);
  return Promise.all(
    results.map(async (ofPost) => {
      const found = await Promise.all(
        ofPost.map(async (result, index) =>
          result.target && isFine(result)
            ? findSection(
                sectionsOf,
                result.target,
                `platforms[${index}].platformSpecificData.boardSectionId`,
              )
            : { target: result.target, problems: [] },
        ),
      );
      return {
        targets: found.map(({ target }) => target),
        problems: [...ofPost, ...found].flatMap(({ problems }) => problems),
      };
    }),
  );
}

type SectionsOf = (
  account: AccountWithBoards,
  boardId: string,
) => ReturnType<Context['pinterest']['listSections']>;

/** Sections are not kept with the boards: they are asked for once for all targets of a board. */
function sectionsByBoard({ pinterest }: Context): SectionsOf {
  const asked = new Map<string, ReturnType<SectionsOf>>();
  return (account, boardId) => {
    const key = `${account.id} ${boardId}`;
    const sections = asked.get(key) ?? pinterest.listSections(account, boardId);
    asked.set(key, sections);
    return sections;
  };
}

/**
 * The target with the id of the section it names by id or exact name, which is looked for on Pinterest when all else is
 * right. While Pinterest cannot be reached an id is taken on trust, with a warning.
 */
async function findSection(
  sectionsOf: SectionsOf,
  target: ResolvedTarget,
  field: string,
): Promise<{ target: ResolvedTarget | null; problems: Problem[] }> {
  const { account, content } = target;
  const { boardId, sectionId: wanted } = content;
  if (wanted === null) return { target, problems: [] };
  try {
    const sections = await sectionsOf(account, boardId);
    const named = findNamed(sections, wanted);
    const [section] = named;
    if (section && named.length === 1)
      return {
        target: { ...target, content: { ...content, sectionId: section.id } },
        problems: [],
      };
    const values = { section: wanted };
    const details = { sections: named.length > 1 ? named : sections };
    return { target, problems: [problem('PIN_SECTION_NOT_FOUND', { field, values, details })] };
  } catch (error) {
    if (!(error instanceof LinchpinError)) throw error;
    const severity = isPinterestId(wanted) ? 'warning' : 'error';
    return { target, problems: error.problems.map((found) => ({ ...found, field, severity })) };
  }
}

function resolveTarget(
  input: CreatePostInput,
  entry: TargetInput,
  path: string,
  accounts: ReadonlyMap<string, AccountWithBoards>,
): { target: ResolvedTarget | null; problems: Problem[] } {
  const problems: Problem[] = [];
  const data = entry.platformSpecificData;
  const description = entry.customContent ?? input.content ?? '';
  if (entry.platform !== 'pinterest')
    problems.push(
      problem('PLATFORM_NOT_SUPPORTED', {
        field: `${path}.platform`,
        values: { platform: entry.platform },
      }),
    );
  const comments = [
    ['firstComment', input.firstComment],
    [`${path}.firstComment`, entry.firstComment],
    [`${path}.platformSpecificData.firstComment`, data.firstComment],
  ] as const;
  for (const [field, comment] of comments)
    if (comment) problems.push(problem('PIN_FIRST_COMMENT_UNSUPPORTED', { field }));
  problems.push(
    ...unknownFields(Object.keys(PinterestDataInput.shape), data, `${path}.platformSpecificData`),
  );

  const account = findAccount(entry.accountId, `${path}.accountId`, accounts, problems);
  const board =
    account &&
    findBoard(
      data.boardId ??
        (entry.useDefaultBoard === false ? undefined : (account.defaultBoardId ?? undefined)),
      `${path}.platformSpecificData.boardId`,
      account,
      problems,
    );
  if (!account && !data.boardId)
    problems.push(boardRequired(`${path}.platformSpecificData.boardId`, entry.accountId));

  if (data.parentPinId !== undefined && !isPinterestId(data.parentPinId))
    problems.push(
      problem('PIN_ID_INVALID', {
        field: `${path}.platformSpecificData.parentPinId`,
        values: { value: data.parentPinId },
      }),
    );

  const altText = altTextOf(input, entry, path);
  const ownTitle = seen(data.title);
  const text = {
    title: ownTitle || seen(input.title) || defaultTitle(description),
    description: seen(description) ? description : null,
    link: data.link?.trim() || null,
    altText: altText.text,
    dominantColor: data.dominantColor ?? null,
  };
  const fields = {
    title: ownTitle ? `${path}.platformSpecificData.title` : 'title',
    description: entry.customContent === undefined ? 'content' : `${path}.customContent`,
    link: `${path}.platformSpecificData.link`,
    altText: altText.field,
    dominantColor: `${path}.platformSpecificData.dominantColor`,
  };
  problems.push(...checkPinText(text, fields));
  // What was made of the description is judged there.
  const given = { ...text, title: ownTitle || seen(input.title) };
  problems.push(...adviseOnMistakes(given, fields));
  if (!account || !board) return { target: null, problems };
  const content = {
    ...text,
    boardId: board.id,
    sectionId: data.boardSectionId?.trim() || null,
    aiDisclosures: data.aiDisclosures ?? (data.isAiGenerated ? ['AI_MODIFIED'] : []),
    parentPinId: data.savePinId ?? data.parentPinId ?? null,
  };
  const pinCount = account.boards.reduce((sum, row) => sum + (row.pinCount ?? 0), 0);
  const rules = rulesInForce(account, pinCount);
  const customContent = entry.customContent ?? null;
  return { target: { account, content, customContent, rules }, problems };
}

function findAccount(
  accountId: string | undefined,
  field: string,
  accounts: ReadonlyMap<string, AccountWithBoards>,
  problems: Problem[],
): AccountWithBoards | null {
  if (accountId === undefined) {
    problems.push(problem('ACCOUNT_REQUIRED', { field }));
    return null;
  }
  const found = accounts.get(accountId);
  const account = found?.status === 'disconnected' ? undefined : found;
  if (!account) problems.push(problem('ACCOUNT_NOT_FOUND', { field, values: { accountId } }));
  else if (account.status === 'needs_reconnection')
    problems.push(
      problem('ACCOUNT_DISCONNECTED', { field, values: { username: account.username } }),
    );
  return account ?? null;
}

/** By id, or by name as Pinterest shows it. */
function findBoard(
  wanted: string | undefined,
  field: string,
  account: AccountWithBoards,
  problems: Problem[],
): KnownBoard | null {
  if (!wanted?.trim()) {
    problems.push(boardRequired(field, account.id));
    return null;
  }
  const { boards, username } = account;
  const byName = findNamed(boards, wanted);
  if (byName[0] && byName.length === 1) return byName[0];
  if (byName.length > 1) {
    const boardIds = byName.map((board) => board.id);
    const values = { username, board: wanted, count: byName.length, ids: boardIds.join(', ') };
    const details = { boardIds };
    problems.push(problem('PIN_BOARD_AMBIGUOUS', { field, values, details }));
    return null;
  }
  const near = /^\d+$/.test(wanted) ? null : nearest(wanted, boards);
  const suggestion = near ? ` Did you mean "${near.board.name}"?` : '';
  problems.push(
    problem('PIN_BOARD_NOT_FOUND', {
      field,
      values: { username, board: wanted, suggestion, accountId: account.id },
      details: {
        boards: boards.slice(0, 25).map(({ id, name }) => ({ id, name })),
        ...(near?.sure && { nearest: near.board.id }),
      },
    }),
  );
  return null;
}

/** The text, trimmed; '' where it has no visible character. */
const seen = (text: string | undefined): string =>
  text !== undefined && /[^\s\p{Cf}]/u.test(text) ? text.trim() : '';

/** Pinterest's ids are digits; it refuses anything else (docs/pinterest.md, Creating Pins). */
const isPinterestId = (id: string): boolean => /^\d+$/.test(id);

/** The board with the most similar name; `sure` when only case, spaces or a letter or two differ. */
function nearest(
  wanted: string,
  boards: readonly KnownBoard[],
): { board: KnownBoard; sure: boolean } | null {
  const ranked = boards
    .map((board) => ({ board, differs: editDistance(foldName(wanted), foldName(board.name)) }))
    .sort((a, b) => a.differs - b.differs);
  const [best, next] = ranked;
  if (!best) return null;
  const few = best.differs <= 2 && best.differs < wanted.length / 2;
  return { board: best.board, sure: few && best.differs !== next?.differs };
}

const boardRequired = (field: string, accountId = '<accountId>'): Problem =>
  problem('PIN_BOARD_REQUIRED', { field, values: { accountId } });
