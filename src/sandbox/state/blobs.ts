import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of image and video bytes. */
export interface Blobs {
  path(name: string): string;
  has(name: string): boolean;
  write(name: string, bytes: Uint8Array): Promise<void>;
  /** As `write`, for a seed that is planted at once. */
  writeNow(name: string, bytes: Uint8Array): void;
  /** Deletes every file whose name `keep` refuses. */
  sweep(keep: (name: string) => boolean): void;
  /** Deletes the folder when it was a temporary one. */
  close(): Promise<void>;
}

/** Without `folder`, a temporary one is made at the first use. */
export function openBlobs(folder?: string): Blobs {
  let root = folder;
  if (root !== undefined) mkdirSync(root, { recursive: true });
  const ensured = () => (root ??= mkdtempSync(join(tmpdir(), 'linchpin-sandbox-')));
  return {
    path: (name) => join(ensured(), name),
    has: (name) => root !== undefined && existsSync(join(root, name)),
    write: (name, bytes) => writeFile(join(ensured(), name), bytes),
    writeNow: (name, bytes) => writeFileSync(join(ensured(), name), bytes),
    sweep: (keep) => {
      if (root === undefined) return;
      for (const name of readdirSync(root)) if (!keep(name)) rmSync(join(root, name));
    },
    close: async () => {
      if (folder === undefined && root !== undefined) {
        await rm(root, { recursive: true, force: true });
      }
    },
  };
}
