import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

export interface SourceFile {
  /** From the project root, with forward slashes. */
  path: string;
  text: string;
  lines: number;
}

/** Every TypeScript file under the given folders of the project. */
export function sourceFiles(...folders: string[]): SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        const text = readFileSync(path, 'utf8');
        return { path: relative(root, path), text, lines: text.split('\n').length - 1 };
      }),
  );
}

/** Part of src a file belongs to: its first folder, or its name for a file at the top. */
export const partOf = (path: string): string =>
  path
    .replace(/^src\//, '')
    .split('/')[0]
    ?.replace(/\.ts$/, '') ?? '';

/** Folder of its part that a file lies in, of the dashboard too; null: beside the folders. */
export function folderOf(path: string): { part: string; folder: string | null } {
  const [part = '', ...rest] = path
    .replace(/^web\/src\//, 'web/')
    .replace(/^src\//, '')
    .split('/');
  return { part, folder: rest.length > 1 ? (rest[0] ?? null) : null };
}

export interface Import {
  from: string;
  specifier: string;
  typeOnly: boolean;
  /** Loaded only when it is reached. */
  isDynamic: boolean;
}

/** Static imports, re-exports and dynamic imports of a file. */
export function importsOf(file: SourceFile): Import[] {
  const statements = file.text.matchAll(
    /^(?:import|export)\s+(type\s)?[^'"]*?\bfrom\s+'([^']+)'|\bimport\('([^']+)'\)|^import\s+'([^']+)'/gm,
  );
  return [...statements].map((match) => ({
    from: file.path,
    specifier: match[2] ?? match[3] ?? match[4] ?? '',
    typeOnly: match[1] !== undefined,
    isDynamic: match[3] !== undefined,
  }));
}
