import fs from 'node:fs';
import path from 'node:path';

/** Longer than any initdb or copy takes, ms: what is older was left by a process that was killed. */
const ABANDONED_AFTER = 3_600_000;

/** Removes server copies of other versions and temporary directories of killed starts. Call as the owner. */
export function removeLeftovers(dir: string, program: string): void {
  for (const entry of fs.readdirSync(dir)) {
    const at = path.join(dir, entry);
    const isOldCopy = entry.startsWith('server-') && !program.startsWith(at + path.sep);
    const isTemporary = entry.startsWith('.init-') || entry.startsWith('.copy-');
    if (!isOldCopy && !isTemporary) continue;
    const changed = fs.statSync(at, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (isOldCopy || Date.now() - changed > ABANDONED_AFTER)
      fs.rmSync(at, { recursive: true, force: true });
  }
}
