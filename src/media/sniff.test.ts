import * as fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { sniff, sniffBytes } from './sniff.ts';

const box = (major: string, ...compatible: string[]): Buffer => {
  const body = Buffer.from(`ftyp${major}\0\0\0\0${compatible.join('')}`, 'latin1');
  const size = Buffer.alloc(4);
  size.writeUInt32BE(body.length + 4);
  return Buffer.concat([size, body, Buffer.from('\0\0\0\x08free', 'latin1')]);
};
const filler = (type: string, bytes: number): Buffer => {
  const whole = Buffer.alloc(bytes);
  whole.writeUInt32BE(bytes);
  whole.write(type, 4);
  return whole;
};
const bitmap = Buffer.alloc(60);
bitmap.write('BM');
bitmap.writeUInt32LE(40, 14);

const cases: [string, Buffer | string, string][] = [
  ['an MP4', box('isom', 'isom', 'iso2', 'avc1', 'mp41'), 'video mp4'],
  ['an MP4 with a brand of its own', box('abcd', 'mp42'), 'video mp4'],
  ['a fragmented MP4', box('iso6', 'iso6', 'dash'), 'video mp4'],
  ['a phone video of 2005', box('3gp4', '3gp4'), 'video mp4'],
  ['a MOV', box('qt  ', 'qt  '), 'video mov'],
  ['a MOV without ftyp', Buffer.from('\0\0\x10\0moov\0\0\0\x6cmvhd', 'latin1'), 'video mov'],
  ['an M4V', box('M4V ', 'M4V ', 'mp42', 'isom'), 'video m4v'],
  ['an MP4 of a camera', box('XYZC', 'XYZC'), 'video mp4'],
  ['an MP4 behind a filler', Buffer.concat([filler('free', 16), box('isom', 'isom')]), 'video mp4'],
  ['an MP4 behind a uuid box', Buffer.concat([filler('uuid', 32), box('mp42')]), 'video mp4'],
  ['a MOV of fillers', Buffer.concat([filler('skip', 32), filler('wide', 8)]), 'video mov'],
  ['an MP4 behind a large box', Buffer.from('\0\x01\0\0uuid', 'latin1'), 'video mov'],
  ['a Flash video', Buffer.from('FLV\x01\x05\0\0\0\x09', 'latin1'), 'video flv'],
  ['a transport stream', Buffer.alloc(400, 0).fill(0x47), 'video mpeg-ts'],
  ['a Windows video', Buffer.from('3026b2758e66cf11a6d900aa', 'hex'), 'video wmv'],
  ['an M4A', box('M4A ', 'mp42', 'isom'), 'other audio'],
  ['a raw file of Canon', box('crx ', 'crx ', 'isom'), 'other camera-raw'],
  ['an older one', Buffer.from('II*\0\x10\0\0\0CR\x02\0', 'latin1'), 'other camera-raw'],
  ['a Photoshop document', '8BPS\0\x01', 'other photoshop'],
  ['a JPEG XL', Buffer.from('ff0a00', 'hex'), 'other jpeg-xl'],
  ['gzip', Buffer.from('1f8b0800', 'hex'), 'wrapped gzip'],
  ['a ZIP', Buffer.from('PK\x03\x04', 'latin1'), 'wrapped zip'],
  [
    'a pointer of Git LFS',
    'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a',
    'wrapped lfs-pointer',
  ],
  ['base64', Buffer.from('x'.repeat(90)).toString('base64'), 'wrapped base64'],
  ['a data address', 'data:image/jpeg;base64,/9j/4AAQ', 'wrapped data-url'],
  [
    'a form',
    '--x\r\nContent-Disposition: form-data; name="file"\r\n\r\n\xff\xd8',
    'wrapped multipart',
  ],
  [
    'an error of a storage',
    '<?xml version="1.0"?><Error><Code>NoSuchKey</Code></Error>',
    'wrapped xml-error',
  ],
  ['one long word', 'x'.repeat(59), 'other unknown'],
  ['a HEIC', box('heic', 'mif1', 'heic'), 'image heic'],
  ['a HEIC with a general brand', box('mif1', 'heic', 'miaf'), 'image heic'],
  ['an AVIF with a general brand', box('mif1', 'avif', 'miaf'), 'image avif'],
  ['a WebM', Buffer.from('\x1a\x45\xdf\xa3\x9fB\x82\x84webm', 'latin1'), 'video webm'],
  ['a Matroska', Buffer.from('\x1a\x45\xdf\xa3\x9fB\x82\x88matroska', 'latin1'), 'video mkv'],
  ['an AVI', Buffer.from('RIFF\0\0\0\0AVI LIST', 'latin1'), 'video avi'],
  ['a BMP', bitmap, 'image bmp'],
  ['a note that begins with BM', 'BMW is a make of cars.', 'other unknown'],
  ['a PDF', '%PDF-1.7\n', 'other pdf'],
  ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg">', 'image svg'],
  [
    'an SVG with a preamble',
    '<?xml version="1.0"?>\n<!-- a -->\n<!DOCTYPE svg PUBLIC "">',
    'image svg',
  ],
  ['a page', '<!DOCTYPE html><html>', 'page html'],
  ['a page with BOM and white space', '\ufeff\n\n  <html lang="de">', 'page html'],
  ['a page after a comment', '<!-- saved from --><HTML>', 'page html'],
  ['a page in UTF-16', Buffer.from('\ufeff<!doctype html><p>', 'utf16le'), 'page html'],
  ['a page in UTF-16BE', Buffer.from('\ufeff<html>', 'utf16le').swap16(), 'page html'],
  ['XHTML', '<?xml version="1.0"?><!DOCTYPE html PUBLIC "">', 'page html'],
  ['a JSON error', '{"error":"not found"}', 'other json'],
  ['JSON that is cut off', '[{"a": [1, 2', 'other json'],
  ['prose', 'Hello', 'other unknown'],
  ['prose with the name of a box', 'Get free things', 'other unknown'],
  ['nothing', '', 'other unknown'],
];

describe('sniff', () => {
  it.each(cases)('recognises %s', (_name, bytes, expected) => {
    const { kind, format } = sniff(Buffer.from(bytes as string)); // Buffer.from takes both
    expect(`${kind} ${format}`).toBe(expected);
  });

  it.each(['jpeg', 'png', 'gif', 'webp', 'avif', 'tiff'] as const)(
    'recognises a real %s by its first bytes alone',
    async (format) => {
      const whole = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
        .toFormat(format)
        .toBuffer();
      expect(sniff(whole.subarray(0, sniffBytes))).toEqual({ kind: 'image', format });
    },
  );

  it('never throws, whatever the bytes and wherever they are cut off', () => {
    const known = cases.map(([, bytes]) => Buffer.from(bytes as string)); // as above
    const cut = fc
      .tuple(fc.constantFrom(...known), fc.nat(80), fc.uint8Array({ maxLength: 40 }))
      .map(([bytes, length, tail]) => Buffer.concat([bytes.subarray(0, length), tail]));
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 600 }), cut), (bytes) => {
        expect(['image', 'video', 'page', 'wrapped', 'other']).toContain(sniff(bytes).kind);
      }),
      { numRuns: 2000 },
    );
  });
});
