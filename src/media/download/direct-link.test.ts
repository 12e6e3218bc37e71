import fc from 'fast-check';
import { expect, test } from 'vitest';
import { directLink } from './direct-link.ts';

test.each([
  [
    'https://drive.google.com/file/d/1AbC-d_E/view?usp=sharing',
    'https://drive.usercontent.google.com/download?id=1AbC-d_E&export=download&confirm=t',
  ],
  [
    'https://drive.google.com/open?id=1AbC&resourcekey=0-x',
    'https://drive.usercontent.google.com/download?id=1AbC&export=download&confirm=t&resourcekey=0-x',
  ],
  [
    'https://drive.google.com/uc?export=view&id=1AbC',
    'https://drive.usercontent.google.com/download?id=1AbC&export=download&confirm=t',
  ],
  [
    'https://www.dropbox.com/scl/fi/abc/photo.jpg?rlkey=k&dl=0',
    'https://www.dropbox.com/scl/fi/abc/photo.jpg?rlkey=k&dl=1',
  ],
  ['https://www.dropbox.com/s/abc/photo.jpg', 'https://www.dropbox.com/s/abc/photo.jpg?dl=1'],
  [
    'https://1drv.ms/i/s!AkXy',
    'https://api.onedrive.com/v1.0/shares/u!aHR0cHM6Ly8xZHJ2Lm1zL2kvcyFBa1h5/root/content',
  ],
  [
    'https://contoso.sharepoint.com/:i:/g/personal/x/abc?e=1',
    'https://contoso.sharepoint.com/:i:/g/personal/x/abc?e=1&download=1',
  ],
])('%s', (shared, direct) => {
  expect(directLink(new URL(shared)).href).toBe(direct);
});

test.each([
  'https://www.icloud.com/photos/#0abc',
  'https://drive.google.com/drive/folders/1AbC',
  'https://example.com/s/photo.jpg?dl=0',
  'https://notdropbox.com/s/photo.jpg',
])('%s stays as it is', (url) => {
  expect(directLink(new URL(url)).href).toBe(new URL(url).href);
});

test('no address makes it throw', () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true }), (url) => {
      expect(directLink(new URL(url))).toBeInstanceOf(URL);
    }),
  );
});
