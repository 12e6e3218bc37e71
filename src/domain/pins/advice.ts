import { problem, type ErrorCode, type Problem } from '../errors/index.ts';
import { withoutLinkEntities } from '../links.ts';
import { countCharacters } from '../text/cut.ts';
import { markupIn, placeholderIn } from '../text/markup.ts';
import { showInvisible } from '../text/visible.ts';
import type { PinText, PinTextFields } from './rules.ts';

/** Characters. Sources: Pinterest help centre (500); search practice (100). */
const description = { least: 100, shown: 500 };

/** Warnings about probable mistakes in texts and link: HTML, unfilled placeholders, U+FFFD. */
export function adviseOnMistakes(text: PinText, fields: PinTextFields): Problem[] {
  const words = (['title', 'description', 'altText'] as const).flatMap((name) => {
    const value = text[name] ?? '';
    const found: [ErrorCode, string | null][] = [
      ['ADVICE_HTML', markupIn(value)],
      ['ADVICE_PLACEHOLDER', placeholderIn(value)],
      ['ADVICE_LOST_CHARACTERS', value.includes('\ufffd') ? '\ufffd' : null],
    ];
    return found.flatMap(([code, part]) =>
      part === null ? [] : warning(code, fields[name], part),
    );
  });
  const { link } = text;
  if (link === null) return words;
  const placeholder = placeholderIn(link);
  return [
    ...words,
    ...(placeholder === null ? [] : [warning('ADVICE_PLACEHOLDER', fields.link, placeholder)]),
    ...(withoutLinkEntities(link) === link
      ? []
      : [warning('ADVICE_LINK_ENTITIES', fields.link, link)]),
  ];
}

const warning = (code: ErrorCode, field: string, found: string): Problem =>
  problem(code, {
    field,
    severity: 'warning',
    values: { found: showInvisible(found).slice(0, 60) },
  });

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
