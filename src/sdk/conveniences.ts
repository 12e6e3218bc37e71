import type { Send } from './transport.ts';
import type { Calls, QueueSlots } from './types.generated.ts';

type OneQueue = Exclude<QueueSlots, { queues: unknown }>;
type AllQueues = Extract<QueueSlots, { queues: unknown }>;

/** One endpoint answers for one queue or for all of them; here these are two calls. */
export interface QueueCalls {
  get(filter?: Omit<Calls['queues.get']['input'], 'all'>): Promise<OneQueue>;
  list(): Promise<AllQueues>;
}

export const queueCalls = (send: Send): QueueCalls => {
  const call = { method: 'GET', path: '/api/v1/queue/slots', repetition: 'read' } as const;
  return {
    get: (filter = {}) => send({ ...call, query: { ...filter } }),
    list: () => send({ ...call, query: { all: 'true' } }),
  };
};

/** What a new person enters. */
export interface Newcomer {
  login: string;
  name: string;
  password: string;
}

/** Sign-in of the dashboard: swaps an API key, a password or a link for a cookie. */
export interface SessionCalls {
  open(apiKey: string): Promise<{ message: string }>;
  signIn(login: string, password: string): Promise<{ message: string }>;
  close(): Promise<{ message: string }>;
  /** How one can sign in here. `oidc`: what the button of the identity provider says. */
  ways(): Promise<{ people: boolean; oidc: string | null }>;
  /** @returns the sign-in page of the identity provider. */
  startOidc(invite?: string): Promise<{ url: string }>;
  readInvite(token: string): Promise<{ workspace: string; role: string; isSignedIn: boolean }>;
  acceptInvite(token: string, who: Newcomer): Promise<{ message: string }>;
  /** For a signed-in person. */
  join(token: string): Promise<{ message: string }>;
  resetPassword(token: string, password: string): Promise<{ message: string }>;
}

export const session = (send: Send): SessionCalls => {
  const post = <T>(path: string, json: object) => send<T>({ method: 'POST', path, json });
  return {
    open: (apiKey) => post('/api/session', { apiKey }),
    signIn: (login, password) => post('/api/session', { login, password }),
    close: () => send({ method: 'DELETE', path: '/api/session' }),
    ways: () => send({ method: 'GET', path: '/api/session/ways' }),
    startOidc: (invite) => post('/api/oidc/start', invite === undefined ? {} : { invite }),
    readInvite: (token) => post('/api/invite/read', { token }),
    acceptInvite: (token, who) => post('/api/invite', { token, ...who }),
    join: (token) => post('/api/invite/join', { token }),
    resetPassword: (token, password) => post('/api/password-reset', { token, password }),
  };
};
