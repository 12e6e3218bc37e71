const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (char) => entities[char] ?? char);
}

/** Markup that `html` inserts as it is. */
export interface Markup {
  readonly markup: string;
}

type Value = string | number | Markup | readonly Markup[] | null | undefined | false;

/** A template whose plain values are escaped. */
export function html(parts: TemplateStringsArray, ...values: Value[]): Markup {
  let markup = parts[0] ?? '';
  values.forEach((value, index) => {
    markup += show(value) + (parts[index + 1] ?? '');
  });
  return { markup };
}

function show(value: Value): string {
  if (value === null || value === undefined || value === false) return '';
  if (typeof value === 'object') {
    return 'markup' in value ? value.markup : value.map((item) => item.markup).join('');
  }
  return escapeHtml(String(value));
}

const style: Markup = {
  markup: `<style>
:root{color-scheme:light dark;--ink:#1b1b1f;--dim:#66666e;--line:#e2e2e6;--card:#fff;--page:#f6f5f3;--red:#c8102e}
@media (prefers-color-scheme:dark){:root{--ink:#efeff2;--dim:#a0a0a8;--line:#3a3a40;--card:#212125;--page:#161618;--red:#ff5a6e}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:1200px;margin:0 auto;padding:24px 20px 64px}
.narrow{max-width:460px;padding-top:8vh}
header.bar{padding:8px 20px;border-bottom:1px solid var(--line);font-size:14px;color:var(--dim);background:var(--card)}
header.bar a{color:var(--ink);font-weight:600;text-decoration:none}
h1{font-size:28px;line-height:1.2;margin:.4em 0}h2{font-size:18px;margin:1.6em 0 .6em}
.dim{color:var(--dim);font-size:14px}a{color:inherit}
.card{background:var(--card);border:1px solid var(--line);border-radius:16px;padding:24px}
.grid{columns:5 190px;column-gap:16px}
.pin{display:block;break-inside:avoid;margin-bottom:18px;text-decoration:none}
.pin img{display:block;width:100%;border-radius:16px}
.pin b{display:block;font-size:14px;line-height:1.35;padding:6px 4px 0;overflow-wrap:anywhere}
.boards{display:flex;flex-wrap:wrap;gap:12px}
.board{display:block;width:200px;text-decoration:none;padding:12px;border-radius:12px}
.board img,.board .none{display:block;width:100%;height:110px;object-fit:cover;border-radius:8px;background:var(--line);margin-bottom:8px}
.big{display:flex;flex-wrap:wrap;gap:32px;padding:0;overflow:hidden}
.big .picture{flex:1 1 340px}.big .picture img,.big video{display:block;width:100%}
.big .text{flex:1 1 300px;padding:28px 28px 28px 0;overflow-wrap:anywhere}
@media (max-width:760px){.big .text{padding:0 24px 24px}}
dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 16px;font-size:14px}dt{color:var(--dim)}dd{margin:0;overflow-wrap:anywhere}
label{display:flex;gap:10px;align-items:center;padding:10px 12px;border:1px solid var(--line);border-radius:10px;margin-bottom:8px;cursor:pointer}
ul{padding-left:20px}li{margin:4px 0}
.actions{display:flex;gap:12px;margin-top:20px}
.accounts{display:flex;flex-wrap:wrap;gap:8px}
.accounts a{padding:4px 14px;border:1px solid var(--line);border-radius:999px;font-size:14px;text-decoration:none}
.accounts a[aria-current]{background:var(--ink);color:var(--page)}
button{flex:1;font:inherit;font-weight:600;padding:12px;border-radius:999px;border:1px solid var(--line);background:none;color:inherit;cursor:pointer}
button.yes{background:#c8102e;border-color:#c8102e;color:#fff}
:focus-visible{outline:3px solid #4a90d9;outline-offset:2px}
</style>`,
};

export function document(title: string, body: Markup): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        ${style}
      </head>
      <body>
        ${body}
      </body>
    </html>`.markup;
}
