import { createReadStream } from 'node:fs';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { adAccountOf } from '../state/ad-accounts.ts';
import type { Board, Pin, StoredImage, User } from '../state/entities.ts';
import { document, html } from '../protocol/html.ts';
import type { Markup } from '../protocol/html.ts';
import { countOf } from '../curves/metrics.ts';
import { dayOf } from '../numbers/days.ts';
import { pinSubject } from '../numbers/subjects.ts';
import { lifetimeThrough, toldThrough } from '../numbers/told.ts';
import { imageSizes, resizedImage } from '../media/images.ts';
import { coverOf, imageUrl, timestamp } from '../api/wire.ts';
import type { SandboxContext } from '../state/context.ts';

/** Pages that show what Pinterest would show, and the pictures themselves. */
export function serveInspector(app: FastifyInstance, sandbox: SandboxContext): void {
  app.get<{ Querystring: { user?: string; board?: string } }>('/', (request, reply) =>
    page(reply, overview(sandbox, request.query.user, request.query.board)),
  );
  for (const url of ['/pin/:id', '/pin/:id/']) {
    app.get<{ Params: { id: string } }>(url, (request, reply) => {
      const pin = sandbox.store.get('pins', request.params.id);
      return pin ? page(reply, pinPage(sandbox, pin)) : page(reply.status(404), missing);
    });
  }
  app.get<{ Params: { size: string; file: string } }>('/image/:size/:file', (request, reply) =>
    sendImage(sandbox, request.params.size, request.params.file, reply),
  );
  app.get<{ Params: { id: string } }>('/video/:id', (request, reply) => {
    const upload = sandbox.store.get('media', request.params.id)?.upload;
    if (!upload) return page(reply.status(404), missing);
    return reply.type('video/mp4').send(createReadStream(sandbox.blobs.path(upload.file)));
  });
  app.get<{ Params: { file: string } }>('/avatar/:file', (request, reply) => {
    const initial = request.params.file.slice(0, 1).toUpperCase();
    const { markup } = html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96">
      <rect width="96" height="96" rx="48" fill="#44525f" />
      <text x="48" y="64" text-anchor="middle" font-family="sans-serif" font-size="44" fill="#fff">
        ${initial}
      </text>
    </svg>`;
    return reply.type('image/svg+xml').send(markup);
  });
}

async function sendImage(sandbox: SandboxContext, size: string, file: string, reply: FastifyReply) {
  const known = imageSizes.find((name) => name === size);
  const image = known && findImage(sandbox, file.replace(/\.jpg$/, ''));
  if (!known || !image) return page(reply.status(404), missing);
  const path = await resizedImage(sandbox.blobs, image, known);
  // The name is a hash of the content, so it never changes.
  return reply
    .type('image/jpeg')
    .header('cache-control', 'public, max-age=31536000, immutable')
    .send(createReadStream(path));
}

function findImage(sandbox: SandboxContext, sha256: string): StoredImage | undefined {
  for (const pin of sandbox.store.all('pins')) {
    for (const image of imagesOf(pin)) if (image.sha256 === sha256) return image;
  }
  return undefined;
}

/** Every picture of a Pin. */
export function imagesOf(pin: Pin): StoredImage[] {
  return pin.content.type === 'carousel'
    ? pin.content.items.map((item) => item.image)
    : [coverOf(pin)];
}

function page(reply: FastifyReply, markup: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(markup);
}

const missing = document(
  'Not found',
  html`<main class="narrow">
    <div class="card">
      <h1>Not here</h1>
      <p><a href="/">Back to the sandbox</a></p>
    </div>
  </main>`,
);

const bar = html`<header class="bar">
  <a href="/">Pinterest sandbox</a> · what Pinterest would show ·
  <a href="/_sandbox/requests">requests</a> · <a href="/_sandbox/state">state</a>
</header>`;

/** More would make the page slow; the API lists all. */
const MAX_SHOWN = 200;

function overview(sandbox: SandboxContext, username?: string, boardId?: string): string {
  const users = [...sandbox.store.all('users')];
  const user = users.find((candidate) => candidate.username === username) ?? users[0];
  const boards = [...sandbox.store.all('boards')].filter((board) => board.ownerId === user?.id);
  const pins = [...sandbox.store.all('pins')]
    .filter((pin) => pin.ownerId === user?.id && (!boardId || pin.boardId === boardId))
    .reverse();
  const adAccount = user ? adAccountOf(user) : null;
  const chosen = boards.find((board) => board.id === boardId);
  const body = html`${bar}
    <main>
      ${users.length > 1 && accountList(users, user)}
      <h1>${user?.businessName ?? user?.username}</h1>
      <p class="dim">
        ${user && `@${user.username} · `}${boards.length} boards · ${pins.length} Pins
        ${adAccount !== null && `· ad account ${adAccount}`}
      </p>
      <form method="post" action="/_sandbox/tokens">
        <button name="account" value="${user?.username}">New token for this account</button>
      </form>
      <h2>Boards</h2>
      <div class="boards">${boards.map((board) => boardCard(sandbox, board, user))}</div>
      <h2>${chosen ? `Pins on ${chosen.name}` : 'Pins'}</h2>
      ${pins.length === 0 && html`<p class="dim">None yet. A Pin published to this sandbox appears here.</p>`}
      <div class="grid">${pins.slice(0, MAX_SHOWN).map((pin) => pinCard(sandbox, pin))}</div>
      ${pins.length > MAX_SHOWN && html`<p class="dim">The newest ${MAX_SHOWN} are shown.</p>`}
    </main>`;
  return document('Pinterest sandbox', body);
}

function accountList(users: readonly User[], shown: User | undefined): Markup {
  return html`<nav class="accounts" aria-label="Accounts">
    ${users.map(
      (user) =>
        html`<a href="/?user=${user.username}" ${user === shown && html` aria-current="page"`}
          >${user.username}</a
        >`,
    )}
  </nav>`;
}

function boardCard(sandbox: SandboxContext, board: Board, user: User | undefined): Markup {
  const pins = sandbox.store.pinsOf(board.id);
  const newest = pins.at(-1);
  const cover = newest
    ? html`<img src="${imageUrl(sandbox, coverOf(newest), '400x300')}" alt="" />`
    : html`<span class="none"></span>`;
  const secrecy = board.privacy === 'PUBLIC' ? '' : ` · ${board.privacy.toLowerCase()}`;
  return html`<a class="board card" href="/?user=${user?.username}&amp;board=${board.id}"
    >${cover}<b>${board.name}</b><br /><span class="dim">${pins.length} Pins${secrecy}</span></a
  >`;
}

function pinCard(sandbox: SandboxContext, pin: Pin): Markup {
  const cover = coverOf(pin);
  return html`<a class="pin" href="/pin/${pin.id}/"
    ><img
      loading="lazy"
      src="${imageUrl(sandbox, cover, '600x')}"
      width="${cover.width}"
      height="${cover.height}"
      style="height:auto;background:${pin.dominantColor}"
      alt="${pin.altText}"
    /><b>${pin.title}</b></a
  >`;
}

/** What Pinterest tells of it by now, where there is anything. */
function figures(sandbox: SandboxContext, pin: Pin): Markup | false {
  const subject = pinSubject(pin);
  const counts = toldThrough(sandbox, subject, dayOf(sandbox.clock.now()));
  const lifetime = lifetimeThrough(sandbox, subject);
  const rows = [
    ['Impressions', countOf(counts, 'IMPRESSION')],
    ['Saves', countOf(counts, 'SAVE')],
    ['Pin clicks', countOf(counts, 'PIN_CLICK')],
    ['Outbound clicks', countOf(counts, 'OUTBOUND_CLICK')],
    ['Reactions', countOf(lifetime, 'TOTAL_REACTIONS')],
    ['Comments', countOf(lifetime, 'TOTAL_COMMENTS')],
  ] as const;
  if (rows.every(([, count]) => count === 0)) return false;
  return html`${rows.map(
    ([name, count]) =>
      html`<dt>${name}</dt>
        <dd>${count}</dd>`,
  )}`;
}

function pinPage(sandbox: SandboxContext, pin: Pin): string {
  const board = pin.boardId === null ? undefined : sandbox.store.get('boards', pin.boardId);
  const section = pin.sectionId === null ? undefined : sandbox.store.get('sections', pin.sectionId);
  const owner = sandbox.store.get('users', pin.ownerId);
  const pictures = imagesOf(pin).map(
    (image) => html`<img src="${imageUrl(sandbox, image, '1200x')}" alt="${pin.altText}" />`,
  );
  const picture =
    pin.content.type === 'video'
      ? html`<video
          controls
          src="/video/${pin.content.mediaId}"
          poster="${imageUrl(sandbox, pin.content.cover, '1200x')}"
        ></video>`
      : html`${pictures}`;
  const cover = coverOf(pin);
  const body = html`${bar}
    <main>
      <article class="card big">
        <div class="picture">${picture}</div>
        <div class="text">
          <h1>${pin.title ?? 'Untitled'}</h1>
          <p>${pin.description}</p>
          ${pin.link !== null && html`<p><a rel="noreferrer" href="${pin.link}">${pin.link}</a></p>`}
          <dl>
            <dt>Board</dt>
            <dd>
              <a href="/?user=${owner?.username}&amp;board=${board?.id}">${board?.name}</a
              >${section && ` / ${section.name}`}
            </dd>
            <dt>By</dt>
            <dd>${owner?.username}</dd>
            <dt>Created</dt>
            <dd>${timestamp(sandbox, pin.createdAt)}</dd>
            <dt>Alt text</dt>
            <dd>${pin.altText ?? '–'}</dd>
            <dt>Kind</dt>
            <dd>${pin.content.type}</dd>
            <dt>Image</dt>
            <dd>${cover.width} × ${cover.height} ${cover.format}, ${cover.bytes} bytes</dd>
            ${figures(sandbox, pin)}
            <dt>Pin id</dt>
            <dd>${pin.id}</dd>
          </dl>
        </div>
      </article>
    </main>`;
  return document(pin.title ?? 'Pin', body);
}
