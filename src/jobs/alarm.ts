/** A sleep that a ring ends early; a ring between `reset` and `sleep` is not lost. */
export function createAlarm() {
  let rung = false;
  let wake: (() => void) | null = null;
  return {
    reset: () => {
      rung = false;
    },
    ring: () => {
      rung = true;
      wake?.();
    },
    sleep: (ms: number) =>
      new Promise<void>((resolve) => {
        if (rung) return resolve();
        const timer = setTimeout(finish, ms);
        function finish() {
          clearTimeout(timer);
          wake = null;
          resolve();
        }
        wake = finish;
      }),
  };
}
