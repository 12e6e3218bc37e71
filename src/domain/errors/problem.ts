import { catalogue, type ErrorCode } from './catalogue.ts';
import type { CatalogueEntry, Hint } from './entry.ts';

export type Severity = 'error' | 'warning' | 'hint';

/** One thing that is wrong, in words a marketer understands, with the way out. */
export interface Problem {
  code: ErrorCode;
  message: string;
  /** Dotted path into what the caller sent, for example `platforms[0].platformSpecificData.title`. */
  field?: string;
  fix: string;
  severity: Severity;
  /** Whether sending the same thing again later can succeed. */
  retryable: boolean;
  /** Who can change it: the person, Pinterest, or Linchpin itself. */
  source: CatalogueEntry['source'];
  /** The fix for programs; each door says it in its own way. */
  hint?: Hint;
  /** What `repair: true` would do about it; absent: only the person can. */
  autofix?: string;
  /** Facts behind the message: Pinterest's code, text and request id, measured sizes, suggestions. */
  details?: Record<string, unknown>;
}

export interface ProblemOptions {
  field?: string;
  /** Values for the `{placeholders}` of the catalogue's message and fix. */
  values?: Record<string, string | number>;
  severity?: Severity;
  details?: Record<string, unknown>;
}

/** Maximum characters of a value in a message: the longest link, 2,048, fits. */
const maxShown = 2_100;

const fill = (text: string, values: Record<string, string | number>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => shown(String(values[name] ?? whole)));

const shown = (value: string): string =>
  value.length > maxShown ? `${value.slice(0, maxShown).toWellFormed()}…` : value;

/** Makes a problem from the catalogue's entry for `code`. */
export function problem(code: ErrorCode, options: ProblemOptions = {}): Problem {
  const entry: CatalogueEntry = catalogue[code];
  const values = options.values ?? {};
  return {
    code,
    message: fill(entry.message, values),
    ...(options.field !== undefined && { field: options.field }),
    fix: fill(entry.fix, values),
    ...(entry.hint && { hint: entry.hint }),
    severity: options.severity ?? 'error',
    retryable: entry.retryable,
    source: entry.source,
    ...(options.details && { details: options.details }),
  };
}

/** `retryAfterMs` and `mayHaveHappened` as in {@link LinchpinError}. */
interface LinchpinErrorOptions extends ErrorOptions {
  retryAfterMs?: number | null;
  mayHaveHappened?: boolean;
}

/** A refusal with every problem found, in the order found; the first gives code and status. */
export class LinchpinError extends Error {
  readonly problems: readonly [Problem, ...Problem[]];
  /** Milliseconds after which the same request can succeed; null: not known. */
  readonly retryAfterMs: number | null;
  /** Whether what was asked may have happened at Pinterest all the same. */
  readonly mayHaveHappened: boolean;

  constructor(
    problems: readonly [Problem, ...Problem[]],
    { retryAfterMs = null, mayHaveHappened = false, ...options }: LinchpinErrorOptions = {},
  ) {
    super(problems[0].message, options);
    this.retryAfterMs = retryAfterMs;
    this.mayHaveHappened = mayHaveHappened;
    this.name = 'LinchpinError';
    this.problems = problems;
  }

  get code(): ErrorCode {
    return this.problems[0].code;
  }

  /** HTTP status of the first problem. */
  get status(): number {
    return catalogue[this.code].status;
  }
}

/** Shorthand for the common case of a single problem. */
export function refusal(
  code: ErrorCode,
  options: ProblemOptions & { cause?: unknown; retryAfterMs?: number | null } = {},
): LinchpinError {
  const { cause, retryAfterMs = null, ...rest } = options;
  return new LinchpinError([problem(code, rest)], { cause, retryAfterMs });
}

/** Throws when `problems` holds at least one error; warnings and hints never block. */
export function throwIfBlocked(problems: readonly Problem[]): void {
  const [first, ...others] = problems.filter((p) => p.severity === 'error');
  if (first) throw new LinchpinError([first, ...others]);
}
