import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { createProgram } from '../../src/cli/program.ts';
import { options } from '../../src/config/index.ts';
import { root } from './source-files.ts';

interface Service {
  image: string;
  command?: string[];
  environment?: Record<string, string>;
  volumes?: string[];
  depends_on?: Record<string, unknown>;
}

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const compose = parse(read('compose.yaml'), { merge: true }) as {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
};
const ours = Object.values(compose.services).filter(({ image }) => image === 'linchpin');
const settings = [...Object.keys(options), ...Object.keys(options).map((name) => `${name}_FILE`)];

test('compose.yaml names only commands, options and settings that exist', () => {
  const program = createProgram();
  expect(ours.length).toBe(3);
  for (const { command: [verb, ...rest] = [] } of ours) {
    const command = program.commands.find((item) => item.name() === verb);
    const known = command?.options.map(({ long }) => long);
    expect(known).toEqual(expect.arrayContaining(rest.filter((word) => word.startsWith('--'))));
  }
  for (const { environment = {} } of ours)
    expect(settings).toEqual(expect.arrayContaining(Object.keys(environment)));
});

test('its services and volumes are those it declares', () => {
  const { services, volumes } = compose;
  for (const service of Object.values(services)) {
    expect(Object.keys(services)).toEqual(
      expect.arrayContaining(Object.keys(service.depends_on ?? {})),
    );
    expect(Object.keys(volumes)).toEqual(
      expect.arrayContaining((service.volumes ?? []).map((volume) => volume.split(':')[0])),
    );
  }
});

test('the Dockerfile copies what exists and sets what is read', () => {
  const dockerfile = read('Dockerfile');
  const ignored = read('.dockerignore');
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap((match) =>
    (match[1] ?? '').split(' '),
  );
  for (const path of copied.filter((name) => name !== '.')) {
    expect(existsSync(join(root, path))).toBe(true);
    expect(ignored).toContain(`!${path}\n`);
  }
  for (const [, path = ''] of ignored.matchAll(/^!(.+)$/gm))
    expect([path, existsSync(join(root, path))]).toEqual([path, true]);
  const set = [...dockerfile.matchAll(/\b(LINCHPIN_\w+|PINTEREST_\w+|DATABASE_URL)\b/g)];
  for (const [name] of set) expect(settings).toContain(name);
});
