import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeVideo } from '../testing/make-video.ts';
import { readLayout } from './boxes.ts';
import { hasSaneIndex, isSaneIndex } from './index-sanity.ts';
import { bufferSource } from './source.ts';

const isSane = async (file: Buffer): Promise<boolean> => {
  const source = bufferSource(file);
  return hasSaneIndex(source, await readLayout(source));
};

function u32(...values: number[]): Buffer {
  const out = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => out.writeUInt32BE(value, index * 4));
  return out;
}
const box = (type: string, ...content: Buffer[]): Buffer => {
  const body = Buffer.concat(content);
  return Buffer.concat([u32(body.length + 8), Buffer.from(type), body]);
};
const track = (...tables: Buffer[]): Buffer =>
  box('moov', box('trak', box('mdia', box('minf', box('stbl', ...tables)))));
const endless = 0xfffffff0;

describe('the sanity of an index', () => {
  it.each([{}, { moov: 'end' }, { moov: 'fragmented' }, { container: 'mov' }] as const)(
    'is given in a real file %o',
    async (wanted) => {
      expect(await isSane(await makeVideo(wanted))).toBe(true);
    },
  );

  it.each<[string, boolean, Buffer]>([
    ['samples that are listed', true, track(box('stsz', u32(0, 0, 2, 50, 60)))],
    ['more samples than three hours have', false, track(box('stsz', u32(0, 0, endless)))],
    [
      'too many samples behind a box of no known type',
      false,
      track(
        Buffer.concat([u32(8), Buffer.from('\xff\xfeab', 'latin1')]),
        box('stsz', u32(0, 0, endless)),
      ),
    ],
    [
      'too many samples in a box whose length is written long',
      false,
      track(Buffer.concat([u32(1), Buffer.from('stsz'), u32(0, 28, 0, 0, endless)])),
    ],
    ['zeros at the end', true, track(box('stsz', u32(0, 0, 2, 50, 60)), u32(0, 0, 0))],
    ['hours of uncompressed sound', true, track(box('stsz', u32(0, 4, 500_000_000)))],
    [
      'shifted times for more samples than there can be',
      false,
      track(box('stts', u32(0, 1, endless, 1)), box('ctts', u32(0, 1, 3, 1))),
    ],
    ['shifts without end', false, track(box('ctts', u32(0, 1, endless, 1)))],
    ['sizes of no bits', false, track(box('stz2', u32(0, 0, 5)))],
    [
      'runs in order',
      true,
      track(
        box('stsz', u32(0, 0, 3, 1, 1, 1)),
        box('stco', u32(0, 2, 9, 9)),
        box('stsc', u32(0, 2, 1, 2, 1, 2, 1, 1)),
      ),
    ],
    ['a run of chunks that do not exist', false, track(box('stsc', u32(0, 1, 900, 1, 1)))],
    [
      'runs out of order',
      false,
      track(
        box('stsz', u32(0, 1, 9)),
        box('stco', u32(0, 3, 9, 9, 9)),
        box('stsc', u32(0, 2, 2, 1, 1, 1, 1, 1)),
      ),
    ],
    [
      'a chunk of more samples than there are',
      false,
      track(
        box('stsz', u32(0, 0, 1, 9)),
        box('stco', u32(0, 1, 9)),
        box('stsc', u32(0, 1, 1, endless, 1)),
      ),
    ],
    ['a fragment without end', false, box('moof', box('traf', box('trun', u32(0, endless))))],
    ['encryption', false, box('moof', box('traf', box('senc', u32(0, 1))))],
  ])('with %s: %s', (_name, expected, index) => {
    expect(isSaneIndex(index)).toBe(expected);
  });

  it('never throws, whatever the bytes', () => {
    const whole = track(
      box('stts', u32(0, 1, 3, 1)),
      box('ctts', u32(0, 1, 3, 1)),
      box('stsz', u32(0, 0, 3, 1, 1, 1)),
      box('stco', u32(0, 1, 9)),
      box('stsc', u32(0, 1, 1, 3, 1)),
    );
    const damaged = fc
      .tuple(fc.array(fc.tuple(fc.nat(250), fc.nat(255)), { maxLength: 8 }), fc.nat(250))
      .map(([changes, length]) => {
        const copy = Buffer.from(whole);
        for (const [at, byte] of changes) if (at < copy.length) copy[at] = byte;
        return copy.subarray(0, length);
      });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), damaged), (bytes) => {
        expect([true, false]).toContain(isSaneIndex(bytes));
      }),
      { numRuns: 2000 },
    );
  });
});
