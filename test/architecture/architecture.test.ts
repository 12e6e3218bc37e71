import { existsSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { api } from '../../src/contract/index.ts';
import { catalogue, type CatalogueEntry } from '../../src/domain/errors/index.ts';
import { importCycles } from './import-cycles.ts';
import { errorDocs } from './error-docs.ts';
import {
  folderTable,
  folderTableMarkdown,
  importTable,
  importTableMarkdown,
} from './import-table.ts';
import { pythonClient } from './python-client.ts';
import { sdkTypes } from './schema-types.ts';
import { sdkEndpoints } from './sdk-endpoints.ts';
import { folderOf, importsOf, partOf, root, sourceFiles } from './source-files.ts';

/** Clients of Zernio's API look for this text. */
const keptWordForWord = ['PIN_BOARD_REQUIRED'];

const files = sourceFiles('src');
const production = files.filter(
  ({ path }) => !/\.test\.ts$|\/testing\/|\/test-[^/]+\.ts$/.test(path),
);
const read = (path: string) => readFileSync(join(root, path), 'utf8');

describe('layout', () => {
  test('every part of src is in the import table, and the table names no other', () => {
    expect([...new Set(files.map(({ path }) => partOf(path)))].sort()).toEqual(
      Object.keys(importTable).sort(),
    );
  });

  test('parts import only what the table allows', () => {
    const wrong = production.flatMap(importsOf).flatMap(({ from, specifier, typeOnly }) => {
      if (!specifier.startsWith('.')) return [];
      const target = partOf(normalize(join(from, '..', specifier)));
      const part = partOf(from);
      const row = importTable[part];
      const allowed =
        target === part ||
        row?.imports.includes(target) ||
        (typeOnly && row?.types?.includes(target));
      return allowed ? [] : [`${from} imports ${target}${typeOnly ? ' (types)' : ''}`];
    });
    expect(wrong).toEqual([]);
  });

  test('folders of a part import only what the table of folders allows, and it allows no more', () => {
    const used: Record<string, Record<string, string[]>> = {};
    for (const { from, specifier } of [...production, ...sourceFiles('web')].flatMap(importsOf)) {
      if (!specifier.startsWith('.')) continue;
      const [importer, target] = [folderOf(from), folderOf(normalize(join(from, '..', specifier)))];
      if (importer.part !== target.part || importer.folder === target.folder) continue;
      if (importer.folder === null || target.folder === null) continue;
      const folders = (used[importer.part] ??= {});
      const known = (folders[importer.folder] ??= []);
      if (!known.includes(target.folder)) known.push(target.folder);
      known.sort();
    }
    expect(used).toEqual(folderTable);
  });

  test('nothing inside a part goes in a circle: its folders, and its files that lie in none', () => {
    expect(importCycles([...production, ...sourceFiles('web')])).toEqual([]);
  });

  test('a screen of the dashboard uses what all screens share, and no other screen', () => {
    const screenOf = (path: string) => /^web\/src\/screens\/([^/]+)/.exec(path)?.[1];
    const wrong = sourceFiles('web')
      .flatMap(importsOf)
      .filter(({ from, specifier }) => {
        const screen = screenOf(from);
        const other = screenOf(normalize(join(from, '..', specifier)));
        return screen !== undefined && other !== undefined && other !== screen;
      });
    expect(wrong).toEqual([]);
  });

  test('the command line starts without the schemas, which take most of a second to build', () => {
    const loaded = new Set(['src/main.ts']);
    for (const path of loaded)
      for (const { specifier, typeOnly, isDynamic } of importsOf(
        files.find((file) => file.path === path) ?? { path, text: '', lines: 0 },
      ))
        if (specifier.startsWith('.') && !typeOnly && !isDynamic)
          loaded.add(normalize(join(path, '..', specifier)));
    expect([...loaded].filter((path) => /^src\/(contract|operations|store)\//.test(path))).toEqual(
      [],
    );
    expect(loaded.size).toBeGreaterThan(20);
  });

  test('no folder or file is a grab bag', () => {
    const bags = sourceFiles('src', 'web', 'test', 'bench').filter(({ path }) =>
      /(^|\/)(utils?|helpers?|common|shared|misc)(\/|\.|-)/.test(path),
    );
    expect(bags.map(({ path }) => path)).toEqual([]);
  });

  test('no file has more than 500 lines', () => {
    const long = sourceFiles('src', 'web', 'test', 'bench').filter(
      ({ path, lines }) => lines > 500 && !path.endsWith('.generated.ts'),
    );
    expect(long.map(({ path, lines }) => `${path}: ${lines}`)).toEqual([]);
  });
});

describe('habits', () => {
  test('only config reads the environment', () => {
    const readers = production.filter(
      ({ path, text }) => text.includes('process.env') && partOf(path) !== 'config',
    );
    expect(readers.map(({ path }) => path)).toEqual([]);
  });

  test('no check is silenced and nothing is left for later', () => {
    const marks = /(@ts-ignore|@ts-expect-error|@ts-nocheck|oxlint-disable|\bTODO\b|\bFIXME\b)/;
    const found = [...production, ...sourceFiles('web')].filter(({ text }) => marks.test(text));
    expect(found.map(({ path }) => path)).toEqual([]);
  });

  test('addresses are not tested with URL.canParse, which Node 20 gets wrong (domain/parse-url.ts)', () => {
    const found = production.filter(({ text }) => /URL\.canParse\(/.test(text));
    expect(found.map(({ path }) => path)).toEqual([]);
  });

  test('the dashboard reaches the rest only through the sdk', () => {
    const reaching = sourceFiles('web')
      .flatMap(importsOf)
      .filter(({ specifier }) => specifier.includes('/src/') && !specifier.includes('/src/sdk/'));
    expect(reaching).toEqual([]);
  });
});

describe('documents', () => {
  test('ARCHITECTURE.md shows the import table as it is', () => {
    expect(read('ARCHITECTURE.md')).toContain(importTableMarkdown());
    expect(read('ARCHITECTURE.md')).toContain(folderTableMarkdown());
  });

  test('every direct dependency has a line in ARCHITECTURE.md', () => {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
      read('package.json'),
    ) as Record<string, Record<string, string>>;
    const names = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies });
    const text = read('ARCHITECTURE.md');
    expect(names.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });

  test('the catalogue speaks to people: it names no address and no field, and its hints exist', () => {
    const entries = Object.entries(catalogue as Record<string, CatalogueEntry>);
    const technical =
      /\/api\/v1|\b(GET|POST|PUT|DELETE) |\b(platforms|platformSpecificData|mediaItems|mediaIds|boardId|accountId|scheduledFor|publishNow|isDraft|mediaFit)\b/;
    const found = entries.filter(([, { message, cause, fix }]) =>
      technical.test(`${message} ${cause} ${fix}`.replace(/\{\w+\}/g, '')),
    );
    expect(found.map(([code]) => code)).toEqual(keptWordForWord);
    for (const [, { hint }] of entries)
      if (hint?.call !== undefined) expect(Object.keys(api)).toContain(hint.call);
  });

  test('docs/errors.md is what the catalogue says', async () => {
    await expect(errorDocs()).toMatchFileSnapshot(join(root, 'docs/errors.md'));
  });

  test('the SDK calls the endpoints of the table', async () => {
    await expect(sdkEndpoints()).toMatchFileSnapshot(join(root, 'src/sdk/endpoints.generated.ts'));
    await expect(sdkTypes()).toMatchFileSnapshot(join(root, 'src/sdk/types.generated.ts'));
  });

  test('so does the client of Python', async () => {
    const { types, calls } = pythonClient();
    const place = join(root, 'clients/python/src/linchpin_client');
    await expect(types).toMatchFileSnapshot(join(place, 'types.py'));
    await expect(calls).toMatchFileSnapshot(join(place, 'calls.py'));
  });

  test('links between documents lead somewhere', () => {
    const documents = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md'];
    const dead = documents.flatMap((document) =>
      [...read(document).matchAll(/\]\((?!https?:|#)([^)#]+)/g)]
        .map((match) => match[1] ?? '')
        .filter((target) => !existsSync(join(root, target)))
        .map((target) => `${document}: ${target}`),
    );
    expect(dead).toEqual([]);
  });

  test('the README fits on a screen', () => {
    expect(read('README.md').split('\n').length).toBeLessThanOrEqual(80);
  });
});
