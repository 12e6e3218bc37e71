/** Lets work hold bytes in memory as long as all of it together stays within a limit. */
export interface ByteBudget {
  /**
   * First come, first served. A request larger than the limit is granted when no other bytes are reserved.
   * @returns releases the bytes.
   * @throws the signal's reason when that aborts first.
   */
  take(bytes: number, signal: AbortSignal): Promise<() => void>;
}

export function createByteBudget(limit: number): ByteBudget {
  let used = 0;
  const line = new Set<{ bytes: number; begin: () => void }>();

  const advance = (): void => {
    for (const entry of line) {
      if (used > 0 && used + entry.bytes > limit) return;
      line.delete(entry);
      used += entry.bytes;
      entry.begin();
    }
  };

  return {
    async take(bytes, signal) {
      signal.throwIfAborted();
      await new Promise<void>((resolve, reject) => {
        const leave = () => {
          line.delete(entry);
          reject(signal.reason);
          advance();
        };
        const begin = () => {
          signal.removeEventListener('abort', leave);
          resolve();
        };
        const entry = { bytes, begin };
        signal.addEventListener('abort', leave, { once: true });
        line.add(entry);
        advance();
      });
      let given = false;
      return () => {
        if (given) return;
        given = true;
        used -= bytes;
        advance();
      };
    },
  };
}
