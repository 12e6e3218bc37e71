import { existsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

interface Candidate {
  name: string;
  /** Path of the executable; null where there is none. */
  find: () => string | null | Promise<string | null>;
}

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

const candidates: readonly Candidate[] = [
  { name: 'CHROME_PATH', find: () => process.env.CHROME_PATH ?? null },
  { name: 'a Chromium of this machine', find: () => usualPlaces.find(existsSync) ?? null },
  { name: "Playwright's own", find: () => existing(chromium.executablePath()) },
  { name: '@sparticuz/chromium', find: unpackSparticuz },
];

/** sparticuz's own arguments are not used: its --single-process crashes on the second context. */
const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];

/**
 * Starts the first Chromium that really starts: a file that exists may lack its libraries.
 * @throws Error naming every candidate and why it was not taken.
 */
export async function launchBrowser(): Promise<Browser> {
  const refusals: string[] = [];
  for (const { name, find } of candidates) {
    try {
      const executablePath = await find();
      if (executablePath === null) {
        refusals.push(`${name}: not there`);
        continue;
      }
      return await chromium.launch({ executablePath, args });
    } catch (error) {
      refusals.push(
        `${name}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`,
      );
    }
  }
  throw new Error(
    `No Chromium could be started. Install one or set CHROME_PATH to it.\n${refusals.join('\n')}`,
  );
}

const existing = (path: string) => (existsSync(path) ? path : null);

/** Unpacks about 190 MB into the temporary folder, once per machine. Linux only. */
async function unpackSparticuz(): Promise<string | null> {
  if (process.platform !== 'linux') return null;
  // Set before the import: this makes it bring the libraries that a bare machine lacks (NSS, expat).
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs22.x';
  const { default: sparticuz } = await import('@sparticuz/chromium');
  const path = await sparticuz.executablePath();
  process.env.FONTCONFIG_FILE = nameFonts();
  return path;
}

/** Its own list of fonts names /tmp alone: with another temporary folder it finds none, and crashes at the first text. */
function nameFonts(): string {
  const cache = join(tmpdir(), 'fonts-cache');
  const file = join(tmpdir(), 'fonts.conf');
  const dirs = [join(tmpdir(), 'fonts'), '/usr/share/fonts'];
  writeFileSync(
    file,
    `<fontconfig>${dirs.map((dir) => `<dir>${dir}</dir>`).join('')}<cachedir>${cache}</cachedir></fontconfig>`,
  );
  return file;
}
