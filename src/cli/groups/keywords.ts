import { Option, type Command } from 'commander';
import { trendRegions, trendTypes } from '../../domain/trends.ts';
import { accountOption, addClockOption, addServerOptions, upTo } from '../option-sets.ts';

/** What people search for on Pinterest. */
export function addKeywordCommands(program: Command): void {
  const keywords = program
    .command('keywords')
    .description('what people search for on Pinterest, for titles and descriptions');
  const add = (name: string) =>
    addClockOption(addServerOptions(keywords.command(name)).option(...accountOption));
  add('suggest')
    .description('searches that begin with a term')
    .argument('<term>', 'their beginning, such as "small garden"')
    .option('--limit <count>', 'how many at most, up to 10', upTo(10), 10)
    .action(async (term: string, given) =>
      (await import('../commands/keywords.ts')).suggestKeywords(term, given),
    );
  add('related')
    .description('searches that have to do with terms')
    .argument('<term...>', 'up to 10, each in quotes when it has spaces')
    .action(async (terms: string[], given) =>
      (await import('../commands/keywords.ts')).relatedKeywords(terms, given),
    );
  add('trending')
    .description('searches that grow in a region, or that it searches for most')
    .addOption(
      new Option('--region <region>', "one of Pinterest's").choices(trendRegions).default('US'),
    )
    .addOption(
      new Option('--type <type>', 'what makes them trend').choices(trendTypes).default('growing'),
    )
    .option('--interests <interests>', 'such as home_decor,food_and_drinks')
    .option('--genders <genders>', 'of female,male,unknown')
    .option('--ages <ages>', 'such as 18-24,25-34,65+')
    .option('--with <words>', 'only keywords that hold one of these, separated by commas')
    .option('--limit <count>', 'how many at most, up to 50', upTo(50), 20)
    .addHelpText('after', trendingHelp)
    .action(async (given) => (await import('../commands/keywords.ts')).trendingKeywords(given));
}

const trendingHelp = `
The bars show a year, the latest week on the right; the highest bar is the week in
which this very keyword was searched for most. They do not say which keyword is
searched for more.

Examples:
  linchpin keywords trending --region GB+IE --interests gardening
  linchpin keywords trending --type seasonal --with christmas,winter --limit 10`;
