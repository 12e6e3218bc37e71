export { catalogue, errorCodes, type CatalogueEntry, type ErrorCode } from './catalogue.ts';
export {
  LinchpinError,
  problem,
  refuse,
  throwIfBlocked,
  type Problem,
  type ProblemOptions,
  type Severity,
} from './problem.ts';
