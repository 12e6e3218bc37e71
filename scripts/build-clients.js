// node scripts/build-clients.js: builds what others install to talk to Linchpin.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { root, run } from './prepare.js';

const client = join(root, 'clients', 'typescript');
const dist = join(client, 'dist');

rmSync(dist, { recursive: true, force: true });
await build({
  configFile: false,
  logLevel: 'error',
  build: {
    lib: {
      entry: join(root, 'src', 'sdk', 'index.ts'),
      formats: ['es', 'cjs'],
      fileName: (format) => `${format === 'es' ? 'esm' : 'cjs'}/index.js`,
    },
    outDir: dist,
    minify: false,
    target: 'es2022',
  },
});
await run('npx', ['--no-install', 'tsc', '-p', join(client, 'tsconfig.json')]);
const esm = join(dist, 'esm');
for (const name of readdirSync(esm).filter((each) => each.endsWith('.d.ts'))) {
  const file = join(esm, name);
  const text = readFileSync(file, 'utf8').replace(/(from '\.\/[\w.-]+)\.ts'/g, "$1.js'");
  writeFileSync(file, text);
  mkdirSync(join(dist, 'cjs'), { recursive: true });
  cpSync(file, join(dist, 'cjs', name));
}
writeFileSync(join(dist, 'cjs', 'package.json'), '{ "type": "commonjs" }\n');
cpSync(join(root, 'LICENSE'), join(client, 'LICENSE'));
