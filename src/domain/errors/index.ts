export { catalogue, errorCodes, type ErrorCode } from './catalogue.ts';
export type { CatalogueEntry } from './entry.ts';
export { machineFault } from './machine-faults.ts';
export {
  LinchpinError,
  problem,
  refusal,
  throwIfBlocked,
  type Problem,
  type ProblemOptions,
  type Severity,
} from './problem.ts';
