import type { StepReport } from './report.ts';

/** The part of a logger that is needed. */
export interface StepLogger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** One line for each finished step: a person looks at what failed or waits, not at what went well. */
export function logStep(logger: StepLogger, report: StepReport): void {
  const { outcome, requestId, ...fields } = report;
  const reason =
    outcome.kind === 'held'
      ? outcome.reason
      : outcome.kind === 'published'
        ? undefined
        : outcome.problem;
  const line = {
    ...fields,
    outcome: outcome.kind,
    ...(reason && { code: reason.code }),
    ...(outcome.kind === 'published' && { pinterestPinId: outcome.pinterestPinId }),
    ...(outcome.kind === 'again' && { nextStep: outcome.step }),
    ...('delayMs' in outcome && { waitMs: outcome.delayMs }),
    ...(requestId !== null && { pinterestRequestId: requestId }),
  };
  switch (outcome.kind) {
    case 'published':
      return logger.info(line, 'Pin published');
    case 'failed':
      return logger.warn(line, 'Pin failed');
    case 'held':
      return logger.warn(line, 'Pin held');
    case 'again':
      return outcome.step === 'reconciling' && report.step !== 'reconciling'
        ? logger.warn(line, 'Answer lost, searching for the Pin')
        : logger.debug(line, 'Pin step done');
  }
}
