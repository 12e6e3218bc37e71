import { join, normalize } from 'node:path';
import { importsOf, type SourceFile } from './source-files.ts';

/** What a file belongs to inside its part: the folder below the part, or the file itself; screens apart. */
const nodeOf = (path: string): string =>
  path
    .split('/')
    .slice(0, path.startsWith('web/src/screens/') ? 4 : 3)
    .join('/');

const partOf = (path: string): string => path.split('/').slice(0, 2).join('/');

/** Circles of imports between the folders of one part, types included. @returns `a > b > a`, one for each circle met. */
export function importCycles(files: readonly SourceFile[]): string[] {
  const edges = new Map<string, Set<string>>();
  for (const { from, specifier } of files.flatMap(importsOf)) {
    if (!specifier.startsWith('.')) continue;
    const target = normalize(join(from, '..', specifier));
    const [one, other] = [nodeOf(from), nodeOf(target)];
    if (one === other || partOf(from) !== partOf(target)) continue;
    edges.set(one, (edges.get(one) ?? new Set()).add(other));
  }
  const found: string[] = [];
  const done = new Set<string>();
  const follow = (node: string, way: readonly string[]): void => {
    const at = way.indexOf(node);
    if (at >= 0) return void found.push([...way.slice(at), node].join(' > '));
    if (done.has(node)) return;
    for (const next of edges.get(node) ?? []) follow(next, [...way, node]);
    done.add(node);
  };
  for (const node of edges.keys()) follow(node, []);
  return found;
}
