import type { CreatePostInput } from '../../contract/index.ts';
import { LinchpinError, problem, type Problem } from '../../domain/errors/index.ts';
import { searchTermsOf, unusedKeywords } from '../../domain/pins/keywords.ts';
import type { Context } from '../context.ts';
import { lacksKeywords, withKeywordGrant } from '../keywords/grant.ts';
import type { ResolvedTarget } from './resolve-targets.ts';

/** Keywords that are named at most: a text that is stuffed with them looks like spam. */
const most = 5;

/**
 * Hints that name searches related to title and board which the texts do not use.
 * @param ask whether Pinterest may be asked; else only what is remembered is used, so that accepting a post waits for
 * nothing. A refusal is a hint as well.
 */
export async function adviseOnKeywords(
  context: Context,
  input: CreatePostInput,
  targets: readonly (ResolvedTarget | null)[],
  ask: boolean,
): Promise<Problem[]> {
  const { pinterest } = context;
  const wanted = targets.flatMap((target, index) => {
    // A save shows the words of the Pin it is of.
    const isSave = input.platforms?.[index]?.platformSpecificData.savePinId !== undefined;
    if (!target || isSave) return [];
    const { account, content } = target;
    const board = account.boards.find(({ id }) => id === content.boardId);
    const terms = searchTermsOf(content.title, board?.name ?? null);
    return { index, account, content, terms };
  });
  const problems: Problem[] = [];
  if (ask) {
    const accounts = new Map(wanted.map((each) => [each.account.id, each]));
    for (const { account, index } of accounts.values()) {
      const own = wanted.filter((each) => each.account.id === account.id);
      const terms = [...new Set(own.flatMap((each) => each.terms))];
      problems.push(...(await lookUp(context, account, terms, `platforms[${index}].accountId`)));
    }
  }
  const hints = wanted.flatMap(({ index, account, content, terms }) => {
    if (lacksKeywords(account)) return [];
    const known = terms.flatMap(
      (term) => pinterest.keywords.knownRelated(account.host, term) ?? [],
    );
    const related = new Map(known.map(({ key, answer }) => [key, answer]));
    const texts = [content.title, content.description, content.altText];
    const keywords = unusedKeywords(texts, related, most);
    if (keywords.length === 0) return [];
    const used = new Set(keywords.flatMap((each) => each.terms));
    const asOf = new Date(
      Math.min(...known.flatMap((each) => (used.has(each.key) ? each.asOf.getTime() : []))),
    ).toISOString();
    const source = account.host === 'sandbox' ? "the sandbox's made-up" : "Pinterest's";
    return problem('ADVICE_KEYWORDS', {
      field: `platforms[${index}].platformSpecificData.title`,
      severity: 'hint',
      values: {
        keywords: keywords.map(({ keyword }) => keyword).join(', '),
        terms: [...used].map((term) => `"${term}"`).join(', '),
        source,
        asOf: asOf.slice(0, 10),
      },
      details: { keywords, source: 'related_searches', asOf },
    });
  });
  return [...problems, ...hints];
}

/** The most terms of one request. */
const together = 20;

async function lookUp(
  context: Context,
  account: ResolvedTarget['account'],
  terms: readonly string[],
  field: string,
): Promise<Problem[]> {
  try {
    await withKeywordGrant(account, async () => {
      for (let from = 0; from < terms.length; from += together)
        await context.pinterest.keywords.relate(account, terms.slice(from, from + together));
    });
    return [];
  } catch (error) {
    if (!(error instanceof LinchpinError)) throw error;
    return error.problems.map((found) => ({ ...found, field, severity: 'hint' }));
  }
}
