import * as z from 'zod';

export const faultSchema = z.strictObject({
  match: z
    .strictObject({
      /** operationId of the spec, such as `pins/create`; `s3/upload` for the upload endpoint. */
      operation: z.string().optional(),
      /** Username. */
      account: z.string().optional(),
      /** Only the nth matching request, counted from 1. */
      nth: z.int().min(1).optional(),
      probability: z.number().min(0).max(1).optional(),
      /** How often it strikes before it is spent; without it, for ever. */
      times: z.int().min(1).optional(),
    })
    .default({}),
  then: z.strictObject({
    status: z.int().min(200).max(599).optional(),
    /** JSON, or a string sent as it is (a gateway's HTML page). */
    body: z.unknown().optional(),
    headers: z.record(z.string(), z.string()).optional(),
    /** ms of real time before the answer. */
    delayMs: z.int().min(0).optional(),
    /** Destroys the connection before or after the change was made. */
    drop: z.enum(['before', 'after']).optional(),
    /** With `status`: make the change first, then answer with the fault. */
    commit: z.boolean().optional(),
  }),
});

export type FaultInput = z.input<typeof faultSchema>;
export type FaultEffect = z.output<typeof faultSchema>['then'];
export type Fault = z.output<typeof faultSchema> & { id: string; seen: number; struck: number };

export interface Faults {
  add(fault: FaultInput): string;
  clear(): void;
  list(): Fault[];
  /** The effect of the first fault that strikes this request, and its use counted. */
  strike(operation: string, account: string | null): FaultEffect | undefined;
}

export function createFaults(random: () => number = Math.random): Faults {
  let faults: Fault[] = [];
  let nextId = 1;
  return {
    add: (fault) => {
      const id = String(nextId);
      nextId += 1;
      faults.push({ ...faultSchema.parse(fault), id, seen: 0, struck: 0 });
      return id;
    },
    clear: () => {
      faults = [];
    },
    list: () => faults.map((fault) => ({ ...fault })),
    strike: (operation, account) => {
      for (const fault of faults) {
        const { match } = fault;
        if (match.operation !== undefined && match.operation !== operation) continue;
        if (match.account !== undefined && match.account !== account) continue;
        fault.seen += 1;
        if (match.nth !== undefined && match.nth !== fault.seen) continue;
        if (match.times !== undefined && fault.struck >= match.times) continue;
        if (match.probability !== undefined && random() >= match.probability) continue;
        fault.struck += 1;
        return fault.then;
      }
      return undefined;
    },
  };
}
