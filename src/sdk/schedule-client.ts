import type { z } from 'zod';
import type {
  AnsweredRestored,
  AnswerRestoredInput,
  ApprovePostInput,
  ChangedPost,
  CreatedQueue,
  CreateQueueInput,
  DeletedQueue,
  GetQueueInput,
  NextSlot,
  NextSlotInput,
  Plan,
  PlanInput,
  QueuePreview,
  QueuePreviewInput,
  QueueSlots,
  ResolvePinInput,
  RestoredPins,
  UpdatedQueue,
  UpdatePostInput,
  UpdateQueueInput,
} from '../contract/index.ts';
import type { RequestInput, Send } from './transport.ts';

export type PostUpdate = Omit<z.input<typeof UpdatePostInput>, 'postId'>;
export type PinOutcome = Omit<z.input<typeof ResolvePinInput>, 'postId' | 'pinId'>;
export type NewQueue = z.input<typeof CreateQueueInput>;
export type QueueUpdate = z.input<typeof UpdateQueueInput>;
export type NewPlan = z.input<typeof PlanInput>;

const query = (filter: object) => filter as NonNullable<RequestInput['query']>; // Every filter value is a scalar.
const postPath = (postId: string) => `/api/v1/posts/${encodeURIComponent(postId)}`;

/** What can be done with a post that exists. */
export const postChanges = (send: Send) => ({
  /** What is absent stays as it is. `scheduledFor` alone leaves a draft a draft; `isDraft: false` publishes it. */
  update: (postId: string, change: PostUpdate) =>
    send<ChangedPost>({ method: 'PUT', path: postPath(postId), json: change }),
  /** Another time; local in `timezone` unless it carries an offset. */
  reschedule: (postId: string, scheduledFor: string, timezone?: string) =>
    send<ChangedPost>({
      method: 'PUT',
      path: postPath(postId),
      json: { scheduledFor, ...(timezone !== undefined && { timezone }) },
    }),
  cancel: (postId: string) =>
    send<ChangedPost>({ method: 'POST', path: `${postPath(postId)}/cancel` }),
  delete: (postId: string) =>
    send<{ message: string }>({ method: 'DELETE', path: postPath(postId) }),
  /** Failed Pins only; waits for the outcome. */
  retry: (postId: string) =>
    send<ChangedPost>({ method: 'POST', path: `${postPath(postId)}/retry` }),
  /** `when`: for Pins whose time passed while they waited. */
  approve: (postId: string, when: Omit<z.input<typeof ApprovePostInput>, 'postId'> = {}) =>
    send<ChangedPost>({ method: 'POST', path: `${postPath(postId)}/approve`, json: when }),
  /** Says what became of a Pin that failed with PIN_OUTCOME_UNKNOWN. */
  resolvePin: (postId: string, pinId: string, outcome: PinOutcome) =>
    send<ChangedPost>({
      method: 'POST',
      path: `${postPath(postId)}/pins/${encodeURIComponent(pinId)}/resolve`,
      json: outcome,
    }),
});

/** Pins that were due between a backup and its restore and may be out already. */
export const restored = (send: Send) => ({
  list: () => send<RestoredPins>({ method: 'GET', path: '/api/v1/restored-pins' }),
  answer: (answer: z.input<typeof AnswerRestoredInput>) =>
    send<AnsweredRestored>({ method: 'POST', path: '/api/v1/restored-pins', json: answer }),
});

/** Queues of weekly slots. */
export const queues = (send: Send) => ({
  get: (filter: Omit<z.input<typeof GetQueueInput>, 'all'> = {}) =>
    send<Exclude<z.output<typeof QueueSlots>, { queues: unknown }>>({
      method: 'GET',
      path: '/api/v1/queue/slots',
      query: query(filter),
    }),
  list: () =>
    send<Extract<z.output<typeof QueueSlots>, { queues: unknown }>>({
      method: 'GET',
      path: '/api/v1/queue/slots',
      query: { all: 'true' },
    }),
  create: (queue: NewQueue) =>
    send<z.output<typeof CreatedQueue>>({
      method: 'POST',
      path: '/api/v1/queue/slots',
      json: queue,
    }),
  update: (change: QueueUpdate) =>
    send<z.output<typeof UpdatedQueue>>({
      method: 'PUT',
      path: '/api/v1/queue/slots',
      json: change,
    }),
  /** Without an id: every queue of the workspace. */
  delete: (queueId?: string) =>
    send<z.output<typeof DeletedQueue>>({
      method: 'DELETE',
      path: '/api/v1/queue/slots',
      query: query({ queueId }),
    }),
  nextSlot: (filter: z.input<typeof NextSlotInput> = {}) =>
    send<z.output<typeof NextSlot>>({
      method: 'GET',
      path: '/api/v1/queue/next-slot',
      query: query(filter),
    }),
  preview: (filter: Omit<z.input<typeof QueuePreviewInput>, 'count'> & { count?: number } = {}) =>
    send<z.output<typeof QueuePreview>>({
      method: 'GET',
      path: '/api/v1/queue/preview',
      query: query(filter),
    }),
});

/** When each of several boards would get the same content. */
export const planFanOut = (send: Send) => (plan: NewPlan) =>
  send<z.output<typeof Plan>>({ method: 'POST', path: '/api/v1/tools/plan', json: plan });
