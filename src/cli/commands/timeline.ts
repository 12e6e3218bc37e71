import type { LinchpinClient, Timeline } from '../../sdk/index.ts';
import { clockOf, type ClockOptions } from '../clock.ts';
import { connect, type ServerOptions } from '../server.ts';
import { print, printJson, style } from '../output.ts';

/** What happened to each Pin of a post, from its beginning. */
export async function timeline(
  postId: string,
  options: ServerOptions & ClockOptions & { json?: boolean },
): Promise<void> {
  const { client } = connect(options);
  const whole = await readWhole(client, postId);
  if (options.json) return printJson(whole);
  if (whole.pins.length === 0) return print('The post has no Pins yet.');
  const clock = clockOf(options);
  for (const [index, pin] of whole.pins.entries()) {
    if (index > 0) print();
    const place = pin.boardName === null ? '' : ` on ${pin.boardName}`;
    print(`${style.bold(pin.title ?? 'Pin without a title')}${place}  ${style.dim(pin.status)}`);
    const kinds = pin.entries.map(({ kind }) => kind.replace('_', ' '));
    const width = Math.max(0, ...kinds.map((kind) => kind.length));
    let day = '';
    for (const [line, entry] of pin.entries.entries()) {
      const { day: date, time } = clock.exact(entry.at);
      if (date !== day) print(`  ${style.dim(day === '' ? `${date} (${clock.zone})` : date)}`);
      day = date;
      print(
        `  ${style.dim(time)}  ${(kinds[line] ?? '').padEnd(width)}  ${clock.words(entry.text, entry.at)}`,
      );
    }
  }
}

/** Page by page, since a Pin that waited for days has a long history. */
async function readWhole(client: LinchpinClient, postId: string): Promise<Timeline> {
  const newest = await client.posts.timeline(postId, { limit: 500 });
  for (const pin of newest.pins)
    while (pin.earlier !== null) {
      const page = { pinId: pin.pinId, before: pin.earlier, limit: 500 };
      const [more] = (await client.posts.timeline(postId, page)).pins;
      pin.entries.unshift(...(more?.entries ?? []));
      pin.earlier = more?.earlier ?? null;
    }
  return newest;
}
