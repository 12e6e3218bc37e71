import { problem, type Problem } from '../errors/index.ts';
import { countCharacters } from '../text/cut.ts';
import type { PinText } from './rules.ts';

/** Characters. Sources: Pinterest help centre (500); search practice (100). */
const description = { least: 100, shown: 500 };

/** Hints on what search and people miss in the words of a Pin, each with its reason. */
export function adviseOnText(text: PinText, path: string): Problem[] {
  const count = countCharacters(text.description ?? '');
  const hint = (code: Parameters<typeof problem>[0], field: string) =>
    problem(code, { field, severity: 'hint', values: { count } });
  return [
    ...(text.title ? [] : [hint('ADVICE_NO_TITLE', `${path}.title`)]),
    ...(text.link ? [] : [hint('ADVICE_NO_LINK', `${path}.link`)]),
    ...(text.altText ? [] : [hint('ADVICE_NO_ALT_TEXT', `${path}.altText`)]),
    ...(count < description.least ? [hint('ADVICE_SHORT_DESCRIPTION', 'content')] : []),
    ...(count > description.shown
      ? [
          problem('ADVICE_LONG_DESCRIPTION', {
            field: 'content',
            severity: 'warning',
            values: { count },
          }),
        ]
      : []),
  ];
}
