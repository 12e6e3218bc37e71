import { EventList, ListEventsInput } from '../event.ts';
import { endpoint } from './endpoint.ts';

export const events = {
  'events.list': endpoint({
    method: 'GET',
    path: '/api/v1/events',
    summary: 'What happened since a cursor, in order and without gaps',
    effect: 'read',
    body: 'none',
    input: ListEventsInput,
    output: EventList,
  }),
} as const;
