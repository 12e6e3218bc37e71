import { catalogue, errorCodes, type CatalogueEntry } from '../../src/domain/errors/index.ts';

const hintOf = ({ hint }: CatalogueEntry): string => {
  const call = hint?.call === undefined ? [] : [`call \`${hint.call}\``];
  const set = Object.entries(hint?.set ?? {}).map(
    ([name, value]) => `\`${name}: ${JSON.stringify(value)}\``,
  );
  const all = [...call, ...set];
  return all.length ? ` (${all.join(', ')})` : '';
};

/** docs/errors.md, made from the catalogue. */
export function errorDocs(): string {
  const sections = errorCodes.map((code) => {
    const entry: CatalogueEntry = catalogue[code];
    return [
      `## ${code}`,
      '',
      `> ${entry.message}`,
      '',
      `**Why:** ${entry.cause}`,
      '',
      `**What to do:** ${entry.fix}${hintOf(entry)}`,
      '',
      `Status ${entry.status} · \`${entry.type}\` · \`${entry.category}\` · ` +
        (entry.retryable ? 'trying again can help' : 'trying again does not help'),
      '',
    ].join('\n');
  });
  return [
    '# Errors',
    '',
    'Every code Linchpin answers with, made from `src/domain/errors`. Words in `{braces}` are filled in.',
    '',
    ...sections,
  ].join('\n');
}
