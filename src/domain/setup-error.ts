/**
 * Something that keeps a process from working and that only the operator can fix. `problem` is what is
 * wrong and `fix` what to do; `message` is both, so that a bare stack trace still helps.
 */
export class SetupError extends Error {
  override readonly name: string = 'SetupError';
  readonly problem: string;
  readonly fix: string;

  constructor(problem: string, fix: string, options?: ErrorOptions) {
    super(`${problem} ${fix}`, options);
    this.problem = problem;
    this.fix = fix;
  }
}
