export {
  requireScope,
  type Actor,
  type Context,
  type GivenKey,
  type Links,
  type OperationDeps,
  type PinterestPort,
  type Scope,
} from './context.ts';
export { execute, type AnyOperation } from './operation.ts';
export { registry, type OperationName } from './registry.ts';
