import { distance } from 'fastest-levenshtein';
import type { CreatePostInput, TargetInput } from '../../contract/index.ts';
import { LinchpinError, problem, type Problem } from '../../domain/errors/index.ts';
import type { PinContent } from '../../domain/pins/pin.ts';
import { checkPinText, defaultTitle } from '../../domain/pins/rules.ts';
import { rulesInForce, type RulesInForce } from '../../domain/spacing/rules.ts';
import {
  findAccountsWithBoards,
  type AccountWithBoards,
  type KnownBoard,
} from '../../store/index.ts';
import type { Context } from '../context.ts';

/** A target whose account and board exist: what a Pin will say and where it will go. */
export interface ResolvedTarget {
  account: AccountWithBoards;
  content: PinContent;
  customContent: string | null;
  /** How far apart the account's Pins are kept. */
  rules: RulesInForce;
}

/**
 * Finds account and board of every target and checks its words, without asking Pinterest.
 * @returns a target for each entry, null where it cannot be published; and everything that is wrong.
 */
export async function resolveTargets(
  context: Context,
  input: CreatePostInput,
): Promise<{ targets: (ResolvedTarget | null)[]; problems: Problem[] }> {
  const entries = input.platforms ?? [];
  const wanted = [...new Set(entries.flatMap(({ accountId }) => accountId ?? []))];
  const { workspaceId } = context;
  const accounts = await findAccountsWithBoards(context.store.db, workspaceId, wanted);
  const results = entries.map((entry, index) =>
    resolveTarget(input, entry, `platforms[${index}]`, accounts),
  );
  const sections = await Promise.all(
    results.map(({ target, problems }, index) =>
      target && problems.length === 0
        ? checkSection(context, target, `platforms[${index}].platformSpecificData.boardSectionId`)
        : Promise.resolve([]),
    ),
  );
  return {
    targets: results.map((result) => result.target),
    problems: [...results.flatMap((result) => result.problems), ...sections.flat()],
  };
}

/**
 * Sections are not kept with the boards, so the one named is looked for on Pinterest, when all else is right.
 * While Pinterest cannot be reached it is taken on trust, with a warning.
 */
async function checkSection(
  context: Context,
  { account, content: { boardId, sectionId } }: ResolvedTarget,
  field: string,
): Promise<Problem[]> {
  if (sectionId === null) return [];
  try {
    const sections = await context.pinterest.listSections(account, boardId);
    if (sections.some(({ id }) => id === sectionId)) return [];
    const values = { section: sectionId };
    return [problem('PIN_SECTION_NOT_FOUND', { field, values, details: { sections } })];
  } catch (error) {
    if (!(error instanceof LinchpinError)) throw error;
    return error.problems.map((found) => ({ ...found, field, severity: 'warning' }));
  }
}

function resolveTarget(
  input: CreatePostInput,
  entry: TargetInput,
  path: string,
  accounts: readonly AccountWithBoards[],
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
  if (entry.firstComment ?? input.firstComment)
    problems.push(
      problem('PIN_FIRST_COMMENT_UNSUPPORTED', {
        field: entry.firstComment ? `${path}.firstComment` : 'firstComment',
      }),
    );

  const account = findAccount(entry.accountId, `${path}.accountId`, accounts, problems);
  const board =
    account &&
    findBoard(
      data.boardId ?? account.defaultBoardId ?? undefined,
      `${path}.platformSpecificData.boardId`,
      account,
      problems,
    );
  if (!account && !data.boardId)
    problems.push(boardRequired(`${path}.platformSpecificData.boardId`, entry.accountId));

  if (data.boardSectionId != null && !isPinterestId(data.boardSectionId))
    problems.push(
      problem('PIN_SECTION_NOT_FOUND', {
        field: `${path}.platformSpecificData.boardSectionId`,
        values: { section: data.boardSectionId },
      }),
    );
  if (data.parentPinId !== undefined && !isPinterestId(data.parentPinId))
    problems.push(
      problem('PIN_ID_INVALID', {
        field: `${path}.platformSpecificData.parentPinId`,
        values: { value: data.parentPinId },
      }),
    );

  const text = {
    title: data.title?.trim() || input.title?.trim() || defaultTitle(description),
    description: description || null,
    link: data.link?.trim() || null,
    altText: data.altText?.trim() || input.mediaItems?.[0]?.altText?.trim() || null,
    dominantColor: data.dominantColor ?? null,
  };
  problems.push(
    ...checkPinText(text, {
      title: !data.title?.trim() ? 'title' : `${path}.platformSpecificData.title`,
      description: entry.customContent === undefined ? 'content' : `${path}.customContent`,
      link: `${path}.platformSpecificData.link`,
      altText: !data.altText?.trim()
        ? 'mediaItems[0].altText'
        : `${path}.platformSpecificData.altText`,
      dominantColor: `${path}.platformSpecificData.dominantColor`,
    }),
  );
  if (!account || !board) return { target: null, problems };
  const content = {
    ...text,
    boardId: board.id,
    sectionId: data.boardSectionId ?? null,
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
  accounts: readonly AccountWithBoards[],
  problems: Problem[],
): AccountWithBoards | null {
  if (accountId === undefined) {
    problems.push(problem('ACCOUNT_REQUIRED', { field }));
    return null;
  }
  const account = accounts.find((row) => row.id === accountId && row.status !== 'disconnected');
  if (!account) problems.push(problem('ACCOUNT_NOT_FOUND', { field, values: { accountId } }));
  else if (account.status === 'needs_reconnection')
    problems.push(
      problem('ACCOUNT_DISCONNECTED', { field, values: { username: account.username } }),
    );
  return account ?? null;
}

/** By id, or by exact name as Pinterest shows it. */
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
  const byId = boards.find((board) => board.id === wanted);
  if (byId) return byId;
  const byName = boards.filter((board) => board.name.trim() === wanted.trim());
  if (byName[0] && byName.length === 1) return byName[0];
  if (byName.length > 1) {
    const values = { username, board: wanted, count: byName.length };
    const details = { boardIds: byName.map((board) => board.id) };
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

/** Pinterest's ids are digits; it refuses anything else (docs/pinterest.md, Creating Pins). */
const isPinterestId = (id: string): boolean => /^\d+$/.test(id);

/** The board with the most similar name; `sure` when only case, spaces or a letter or two differ. */
function nearest(
  wanted: string,
  boards: readonly KnownBoard[],
): { board: KnownBoard; sure: boolean } | null {
  const plain = (name: string) => name.toLowerCase().replace(/\s+/g, ' ').trim();
  const ranked = boards
    .map((board) => ({ board, differs: distance(plain(wanted), plain(board.name)) }))
    .sort((a, b) => a.differs - b.differs);
  const [best, next] = ranked;
  if (!best) return null;
  const few = best.differs <= 2 && best.differs < wanted.length / 2;
  return { board: best.board, sure: few && best.differs !== next?.differs };
}

const boardRequired = (field: string, accountId = '<accountId>'): Problem =>
  problem('PIN_BOARD_REQUIRED', { field, values: { accountId } });
