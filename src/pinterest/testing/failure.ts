import { PinterestError } from '../errors.ts';

/** For tests: the error that a call fails with. */
export async function failureOf(call: Promise<unknown>): Promise<PinterestError> {
  const error: unknown = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof PinterestError) return error;
  throw new Error('expected a PinterestError', { cause: error });
}
