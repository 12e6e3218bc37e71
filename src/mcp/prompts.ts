import { ErrorCode, McpError } from '@modelcontextprotocol/sdk/types.js';

const argument = (name: string, description: string, required = false) => ({
  name,
  description,
  required,
});

export const prompts = [
  {
    name: 'plan_pins',
    title: 'Plan Pins',
    description: 'A plan of Pins for a theme or a page, checked before anything is scheduled.',
    arguments: [
      argument('theme', 'What the Pins are about, or the address of a page.', true),
      argument('weeks', 'For how many weeks; else 4.'),
      argument('account', 'User name of the account; needed only with several.'),
    ],
  },
];

/** @throws McpError for a prompt that is not there, or without its theme */
export function getPrompt(name: string, given: Record<string, string> = {}) {
  if (name !== 'plan_pins')
    throw new McpError(ErrorCode.InvalidParams, `There is no prompt ${name}.`);
  const { theme, weeks = '4', account } = given;
  if (!theme) throw new McpError(ErrorCode.InvalidParams, 'theme is required.');
  return {
    description: `Pins about ${theme} for ${weeks} weeks`,
    messages: [
      {
        role: 'user' as const,
        content: { type: 'text' as const, text: plan(theme, weeks, account) },
      },
    ],
  };
}

const plan = (theme: string, weeks: string, account: string | undefined): string =>
  `
Plan Pins on Pinterest for the next ${weeks} weeks${account ? ` for the account ${account}` : ''}, about: ${theme}

1. account_status: can the account publish, and how far apart must Pins be?
2. find_boards: choose boards that fit. top_pins: what works there already? suggest_keywords, where it is allowed: the words people search for.
3. Write each Pin for one idea: a title of up to 100 characters, a description of up to 800 that uses those words as a person would, an alt text that says what the picture shows, a link. Ask me for pictures; do not invent addresses.
4. Spread them: next_slots if there is a queue, else times some hours or days apart. The same picture goes to another board a week later.
5. check_pin for each one, and put right what it names.
6. Show me the plan as a table: time, board, title, link, picture. Wait until I agree.
7. schedule_pin for each one, with an idempotencyKey of its own, so that a repetition makes no second Pin. Then list_posts, and tell me what is planned.
`.trim();
