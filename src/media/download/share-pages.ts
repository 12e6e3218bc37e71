import { LinchpinError, problem } from '../../domain/errors/index.ts';

/** Hosts whose links show a file inside a page, with the way to the file itself. */
const services: readonly [RegExp, name: string, fix: string][] = [
  [
    /(^|\.)(drive|docs|photos)\.google\.com$|^photos\.app\.goo\.gl$/,
    'Google Drive',
    'Share the file with "Anyone with the link", then use https://drive.google.com/uc?export=download&id=… with the id from the link. Or download it and upload it here.',
  ],
  [
    /(^|\.)dropbox\.com$/,
    'Dropbox',
    'Replace dl=0 at the end of the link by dl=1, or download the file and upload it here.',
  ],
  [
    /(^|\.)(1drv\.ms|onedrive\.live\.com|sharepoint\.com)$/,
    'OneDrive',
    'Add download=1 to the link (after "?" or "&") and share it with anyone, or download the file and upload it here.',
  ],
  [
    /(^|\.)(icloud\.com|share\.icloud\.com)$/,
    'iCloud',
    'iCloud has no direct links. Download the file and upload it here.',
  ],
];

/** The refusal of a web page; when a known service showed it, with the fix for that service. */
export function webPage(hops: readonly URL[]): LinchpinError {
  const generic = problem('MEDIA_IS_WEB_PAGE');
  for (const { hostname } of hops) {
    const service = services.find(([pattern]) => pattern.test(hostname));
    if (!service) continue;
    const [, name, fix] = service;
    return new LinchpinError([{ ...generic, fix, details: { service: name } }]);
  }
  return new LinchpinError([generic]);
}
