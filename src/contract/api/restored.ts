import { AnsweredRestored, AnswerRestoredInput, RestoredPins } from '../restored.ts';
import { InWorkspace } from '../values.ts';
import { endpoint } from './endpoint.ts';

export const restored = {
  'restored.list': endpoint({
    method: 'GET',
    path: '/api/v1/restored-pins',
    summary: 'Lists Pins that were due between a backup and its restore and may be out already',
    effect: 'read',
    body: 'none',
    input: InWorkspace,
    output: RestoredPins,
  }),
  'restored.answer': endpoint({
    method: 'POST',
    path: '/api/v1/restored-pins',
    summary: 'Answers for all such Pins at once: publish them now, or leave them out',
    effect: 'database',
    body: 'json',
    input: AnswerRestoredInput,
    output: AnsweredRestored,
    destructive: true,
  }),
} as const;
