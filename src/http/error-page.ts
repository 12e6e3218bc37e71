import { catalogue, errorCodes, type CatalogueEntry } from '../domain/errors/index.ts';

const escape = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

/** The page `docUrl` leads to: every code with its reason and fix, made from the catalogue. */
export function errorPage(): string {
  const sections = errorCodes.map((code) => {
    const entry: CatalogueEntry = catalogue[code];
    const again = entry.retryable ? 'Trying again can help.' : 'Trying again does not help.';
    return `<section id="${code}"><h2>${code}</h2><blockquote>${escape(entry.message)}</blockquote>
<p><b>Why:</b> ${escape(entry.cause)}</p><p><b>What to do:</b> ${escape(entry.fix)} ${again}</p></section>`;
  });
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Errors · Linchpin</title>
<meta name="viewport" content="width=device-width"><style>
body{font:16px/1.6 system-ui,sans-serif;max-width:46rem;margin:3rem auto;padding:0 1rem;color-scheme:light dark}
h2{font:600 1rem ui-monospace,monospace;margin-top:2.5rem}:target h2{background:#ffd54a;color:#000;padding:.2rem .4rem}
blockquote{margin:0;padding-left:1rem;border-left:3px solid #888}</style>
<h1>Errors</h1><p>Every code Linchpin answers with. Words in {braces} are filled in.</p>
${sections.join('\n')}</html>`;
}
