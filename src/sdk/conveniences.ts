import type { z } from 'zod';
import type { GetQueueInput, QueueSlots } from '../contract/index.ts';
import type { Send } from './transport.ts';

type OneQueue = Exclude<z.output<typeof QueueSlots>, { queues: unknown }>;
type AllQueues = Extract<z.output<typeof QueueSlots>, { queues: unknown }>;

/** One endpoint answers for one queue or for all of them; here these are two calls. */
export interface QueueCalls {
  get(filter?: Omit<z.input<typeof GetQueueInput>, 'all'>): Promise<OneQueue>;
  list(): Promise<AllQueues>;
}

export const queueCalls = (send: Send): QueueCalls => {
  const path = '/api/v1/queue/slots';
  return {
    get: (filter = {}) => send({ method: 'GET', path, query: { ...filter } }),
    list: () => send({ method: 'GET', path, query: { all: 'true' } }),
  };
};

/** Sign-in of the dashboard: swaps an API key for a cookie. */
export interface SessionCalls {
  open(apiKey: string): Promise<{ message: string }>;
  close(): Promise<{ message: string }>;
}

export const session = (send: Send): SessionCalls => ({
  open: (apiKey) => send({ method: 'POST', path: '/api/session', json: { apiKey } }),
  close: () => send({ method: 'DELETE', path: '/api/session' }),
});
