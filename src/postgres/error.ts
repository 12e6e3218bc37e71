import { SetupError } from '../domain/setup-error.ts';

/** The built-in database cannot be used. */
export class EmbeddedPostgresError extends SetupError {
  override readonly name = 'EmbeddedPostgresError';
}

/** The `code` of a system or PostgreSQL error, such as `ENOENT` or `57P03`. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}

export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
