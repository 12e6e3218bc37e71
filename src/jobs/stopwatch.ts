/**
 * Milliseconds since the call, by the monotonic or the wall clock, whichever says more: the first does not see a
 * machine that slept, the second may be set back. Too much only makes a worker give up a lease early.
 */
export function startStopwatch(
  monotonic: () => number = () => performance.now(),
  wall: () => number = Date.now,
): () => number {
  const began = { monotonic: monotonic(), wall: wall() };
  return () => Math.max(monotonic() - began.monotonic, wall() - began.wall);
}
