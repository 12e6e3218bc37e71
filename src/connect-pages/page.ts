import { escapeUTF8 } from 'entities';
import type { FastifyReply } from 'fastify';

/** Text in a page: everything a browser could take for markup is escaped. */
export const text = (value: string): string => escapeUTF8(value);

const style = `
:root{color-scheme:light dark;--ground:#f6f5f3;--card:#fff;--ink:#211f1c;--dim:#6b665f;--line:#dedad4;--accent:#b3203a}
@media(prefers-color-scheme:dark){:root{--ground:#161513;--card:#211f1d;--ink:#f1eee9;--dim:#a7a099;--line:#3a3733;--accent:#ff7d90}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1rem;background:var(--ground);color:var(--ink);font:16px/1.55 system-ui,sans-serif}
main{width:min(30rem,100%);background:var(--card);border:1px solid var(--line);border-radius:12px;padding:2rem}
h1{font-size:1.3rem;margin:0 0 .75rem}p{margin:.5rem 0}.dim{color:var(--dim)}
ul{list-style:none;padding:0;margin:1rem 0;max-height:50vh;overflow:auto}
label{display:flex;gap:.6rem;align-items:center;padding:.5rem .25rem;border-bottom:1px solid var(--line)}
button,a.button{display:inline-block;margin-top:1rem;padding:.6rem 1.1rem;border:0;border-radius:8px;background:var(--ink);color:var(--card);font:inherit;cursor:pointer;text-decoration:none}
a{color:var(--accent)}`;

/** A whole page with a short text, for a browser that is on its way through. @param body markup, already escaped. */
export function sendPage(
  reply: FastifyReply,
  { status = 200, title, body }: { status?: number; title: string; body: string },
): FastifyReply {
  return reply
    .status(status)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(
      `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
        `<title>${text(title)} · Linchpin</title><style>${style}</style><main><h1>${text(title)}</h1>${body}</main></html>`,
    );
}
