import type { z } from 'zod';
import type { Caller } from './caller.ts';

/** One call of bundle.social's API, over operations of ours. */
export interface Route {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** `{name}` stands for a part of the path. A slash at the end makes no difference. */
  path: `/api/v1${string}`;
  /** As the npm package `bundlesocial` calls it. */
  id: string;
  summary: string;
  /** Where the input is, beside the path. */
  reads: 'query' | 'json' | 'form';
  input: z.ZodType;
  output: z.ZodType;
  status?: 201;
  /** Needs no API key. */
  open?: true;
  run(caller: Caller, input: never): Promise<unknown>;
}

/** Ties what a call does to its schemas. */
export const route = <Input extends z.ZodType, Output extends z.ZodType>(
  definition: Omit<Route, 'input' | 'output' | 'run'> & {
    input: Input;
    output: Output;
    run(caller: Caller, input: z.output<Input>): Promise<z.input<Output>>;
  },
): Route => definition;
