import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeVideo } from '../testing/make-video.ts';
import { readBoxHeader, readLayout } from './boxes.ts';
import { bufferSource } from './source.ts';

/** A box that holds `content` and declares `bytes`, or its real size. */
function box(type: string, content = 0, bytes = content + 8): Buffer {
  const out = Buffer.alloc(8 + content);
  out.writeUInt32BE(bytes, 0);
  out.write(type, 4, 'latin1');
  return out;
}

const ftyp = Buffer.concat([box('ftyp', 8).subarray(0, 8), Buffer.from('isom\0\0\0\0')]);
const layoutOf = (...parts: Buffer[]) => readLayout(bufferSource(Buffer.concat(parts)));

describe('readLayout', () => {
  it.each([
    ['front', { hasMoovAtFront: true, isFragmented: false }],
    ['end', { hasMoovAtFront: false, isFragmented: false }],
    ['fragmented', { hasMoovAtFront: true, isFragmented: true }],
  ] as const)('reads a real file with its index at the %s', async (moov, expected) => {
    const layout = await readLayout(bufferSource(await makeVideo({ moov })));
    expect(layout).toMatchObject({ ...expected, truncated: false });
    expect(layout.brand).toMatch(/^iso[m5]$/);
    expect(layout.moov?.bytes).toBeGreaterThan(100);
  });

  it('finds no index in a file that was never finished', async () => {
    expect(await layoutOf(ftyp, box('mdat', 50))).toMatchObject({ brand: 'isom', moov: null });
  });

  it.each<[string, boolean, Buffer[]]>([
    ['media that run past the end', true, [box('moov', 20), box('mdat', 50, 90)]],
    ['an index that runs past the end', true, [box('mdat', 50), box('moov', 20, 90)]],
    ['a fragment that runs past the end', true, [box('moov', 20), box('moof', 8, 60)]],
    ['half a header behind fragments', true, [box('moov'), box('moof'), Buffer.from([0, 0, 1])]],
    [
      'padding that runs past the end',
      false,
      [box('moov', 20), box('mdat', 50), box('free', 9, 90)],
    ],
    ['zeros behind a whole file', false, [box('moov', 20), box('mdat', 50), Buffer.alloc(30)]],
    ['media "to the end of the file"', false, [box('moov', 20), box('mdat', 50, 0)]],
  ])('takes %s as truncated: %s', async (_name, truncated, parts) => {
    expect((await layoutOf(ftyp, ...parts)).truncated).toBe(truncated);
  });

  it('reads sizes of 64 bits', async () => {
    const large = Buffer.alloc(116);
    large.writeUInt32BE(1, 0);
    large.write('mdat', 4, 'latin1');
    large.writeBigUInt64BE(116n, 8);
    const layout = await layoutOf(ftyp, large, box('moov', 20));
    expect(layout).toMatchObject({ moov: { start: 132, bytes: 28 }, truncated: false });
    large.writeBigUInt64BE(5_000_000_000n, 8);
    expect(await layoutOf(ftyp, large)).toMatchObject({ moov: null, truncated: true });
  });

  it('never throws and always ends, whatever the bytes', async () => {
    const whole = await makeVideo({ seconds: 4, fps: 2, width: 32, height: 32 });
    const damaged = fc
      .tuple(fc.nat(whole.length), fc.array(fc.tuple(fc.nat(300), fc.nat(255)), { maxLength: 8 }))
      .map(([length, changes]) => {
        const copy = Buffer.from(whole);
        for (const [at, byte] of changes) copy[at] = byte;
        return copy.subarray(0, length);
      });
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 400 }), damaged), async (bytes) => {
        const { moov } = await readLayout(bufferSource(bytes));
        expect(moov === null || moov.start + 8 <= bytes.length).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('readBoxHeader', () => {
  it('never throws, and never tells a size that would not move on', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20 }), fc.nat(), (bytes, remaining) => {
        const header = readBoxHeader(bytes, remaining + 8);
        expect(header === null || header.bytes >= 8).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});
