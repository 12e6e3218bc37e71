import { clockOf, type ClockOptions } from '../clock.ts';
import { print, printJson, printTable, style } from '../output.ts';
import { chooseAccount, connect } from '../server.ts';
import { sparkline } from '../sparkline.ts';
import type { SuggestedKeywords, TrendingKeywords } from '../../sdk/index.ts';
import type { BoardOptions } from './boards.ts';

type Options = BoardOptions & ClockOptions;

/** Searches that begin with a term. */
export async function suggestKeywords(
  term: string,
  options: Options & { limit: number },
): Promise<void> {
  const { client } = connect(options);
  const { _id } = await chooseAccount(client, options.account);
  const answer = await client.keywords.suggest(_id, { term, limit: options.limit });
  if (options.json) return printJson(answer);
  if (answer.keywords.every((keyword) => keyword === answer.term))
    print(`Pinterest suggests nothing that begins with "${answer.term}".`);
  else for (const keyword of answer.keywords) print(keyword);
  printSource('suggested searches', answer, options);
}

/** Searches that have to do with each of several terms. */
export async function relatedKeywords(terms: readonly string[], options: Options): Promise<void> {
  const { client } = connect(options);
  const { _id } = await chooseAccount(client, options.account);
  const answer = await client.keywords.related(_id, { terms: terms.join(',') });
  if (options.json) return printJson(answer);
  printTable(
    ['Term', 'Searched for beside it'],
    answer.terms.flatMap(({ term, keywords }) =>
      (keywords.length > 0 ? keywords : ['(Pinterest relates nothing to it)']).map(
        (keyword, row) => [row === 0 ? term : '', keyword],
      ),
    ),
  );
  const [oldest] = answer.terms.map(({ asOf }) => asOf).toSorted();
  if (oldest !== undefined)
    printSource('related searches', { source: answer.source, asOf: oldest }, options);
}

export interface TrendOptions extends BoardOptions, ClockOptions {
  region: TrendingKeywords['region'];
  type: TrendingKeywords['type'];
  interests?: string;
  genders?: string;
  ages?: string;
  with?: string;
  limit: number;
}

/** Weeks of one bar: with the other columns, a year fits into a narrow terminal. */
const weeksPerBar = 2;

/** Searches that trend, each with its growth and the course of a year. */
export async function trendingKeywords(options: TrendOptions): Promise<void> {
  const { client } = connect(options);
  const { _id } = await chooseAccount(client, options.account);
  const { region, type, interests, genders, ages, limit } = options;
  const answer = await client.keywords.trending(_id, {
    region,
    type,
    limit,
    ...(interests !== undefined && { interests }),
    ...(genders !== undefined && { genders }),
    ...(ages !== undefined && { ages }),
    ...(options.with !== undefined && { includeKeywords: options.with }),
  });
  if (options.json) return printJson(answer);
  if (answer.trends.length === 0) print('Pinterest names no such trend.');
  else
    printTable(
      ['Keyword', ...['Week', 'Month', 'Year'].map(rightAligned), 'Last year, by two weeks'],
      answer.trends.map(({ keyword, growth, series }) => [
        keyword,
        percent(growth.week),
        percent(growth.month),
        percent(growth.year),
        sparkline(
          series.map(({ interest }) => interest),
          weeksPerBar,
        ),
      ]),
    );
  printSource(`${type} trends of ${region}`, answer, options);
}

/** As Pinterest caps it: 10001 is more than 10000. */
function percent(growth: number | null): string {
  if (growth === null) return rightAligned('unknown');
  if (growth > 10_000) return rightAligned('> 10000 %');
  return rightAligned(`${growth > 0 ? '+' : ''}${growth} %`);
}

const rightAligned = (text: string): string => text.padStart('> 10000 %'.length);

function printSource(
  what: string,
  { source, asOf }: { source: { host: SuggestedKeywords['source']['host'] }; asOf: string },
  options: ClockOptions,
): void {
  const clock = clockOf(options);
  const made = source.host === 'sandbox' ? ' Words of the sandbox are made up.' : '';
  const whose = source.host === 'sandbox' ? "the sandbox's" : "Pinterest's";
  print();
  print(style.dim(`From ${whose} ${what}, as of ${clock.minute(asOf)} (${clock.zone}).${made}`));
}
