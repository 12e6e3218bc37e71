import { expect, test } from 'vitest';
import type { FollowedLink } from './follow-link.ts';
import { createLinkFollower } from './link-follower.ts';

test('a silent host is asked once a minute, whatever page of it is linked to; a page once in ten', async () => {
  let now = 0;
  const asked: string[] = [];
  const answer = (link: string): FollowedLink => ({
    hops: [link],
    finalUrl: link,
    ...(link.includes('silent')
      ? { status: null, failure: 'no answer.' }
      : { status: 404, failure: 'it answers 404.' }),
  });
  const follow = createLinkFollower(
    { timeoutMs: 10, allowPrivate: false },
    () => now,
    (link) => {
      asked.push(link);
      return Promise.resolve(answer(link));
    },
  );
  expect(await follow('https://silent.example/1')).toMatchObject({ failure: 'no answer.' });
  expect(await follow('https://silent.example/2')).toEqual(answer('https://silent.example/2'));
  await follow('https://other.example/1');
  await follow('https://other.example/2');
  await follow('https://other.example/1');
  expect(asked).toEqual([
    'https://silent.example/1',
    'https://other.example/1',
    'https://other.example/2',
  ]);
  now = 60_000;
  await follow('https://silent.example/3');
  expect(asked.at(-1)).toBe('https://silent.example/3');
});
