import { afterAll, beforeAll, test } from 'vitest';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.ts';
import { image, video } from '../conformance/sandbox-samples.ts';
import { startMediaServer, type MediaServer } from '../harness/media-server.ts';
import { flows } from './flows/index.ts';
import { replay, type Samples } from './replay.ts';

/** The clients of other people, as they are on the wire, against a sandbox with an account for each. */
let sandbox: Sandbox;
let media: MediaServer;
let samples: Samples;

const accountOf = (index: number) => `client_${index}`;

beforeAll(async () => {
  const users = flows.map((_, index) => ({
    username: accountOf(index),
    boards: [{ name: 'Kitchen' }],
  }));
  sandbox = await startSandbox({
    access: 'off',
    seed: { users: [...users, { username: 'neighbour', boards: [{ name: 'Garden' }] }] },
  });
  media = await startMediaServer();
  const jpeg = await image('jpeg');
  samples = {
    video: await video(),
    values: {
      picture: media.add('/pictures/bread.jpg', jpeg),
      otherPicture: media.add('/pictures/soup.jpg', await image('jpeg', 400, 600, '#993333')),
      jpeg: jpeg.toString('base64'),
      png: (await image('png')).toString('base64'),
    },
  };
  samples.values['foreignPin'] = await addPin('neighbour', 'Roses');
  for (const [index, flow] of flows.entries())
    for (let pin = 0; pin < (flow.pins ?? 0); pin += 1)
      await addPin(accountOf(index), `Pin ${pin}`);
});
afterAll(async () => {
  await sandbox.close();
  await media.close();
});

/** A Pin that is there before the client comes; returns its id. */
async function addPin(account: string, title: string): Promise<string> {
  const { accessToken } = sandbox.tokenFor(account);
  const board = sandbox.control.state().boards.find(({ owner }) => owner === account);
  const response = await fetch(`${sandbox.apiUrl}/pins`, {
    method: 'POST',
    headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      title,
      link: 'https://example.com/',
      board_id: board?.id,
      media_source: { source_type: 'image_url', url: samples.values['picture'] },
    }),
  });
  if (response.status !== 201) throw new Error(await response.text());
  return ((await response.json()) as { id: string }).id;
}

test.each(flows.map((flow, index) => [flow.client, flow, index] as const))(
  '%s',
  (_client, flow, index) => replay(sandbox, flow, accountOf(index), samples),
);
