import { readPostAliases } from '../aliases.ts';
import { Plan, PlanInput } from '../plan.ts';
import {
  PostLength,
  PostLengthInput,
  ValidatedMedia,
  ValidatedPost,
  ValidateMediaInput,
  ValidatePostInput,
} from '../tools.ts';
import { endpoint } from './endpoint.ts';

export const tools = {
  'tools.plan': endpoint({
    method: 'POST',
    path: '/api/v1/tools/plan',
    summary: 'When each of several boards would get the same content; nothing is stored',
    effect: 'read',
    body: 'json',
    input: PlanInput,
    output: Plan,
  }),
  'tools.validatePost': endpoint({
    method: 'POST',
    path: '/api/v1/tools/validate/post',
    summary:
      'Everything that is wrong with a post, without publishing it; with repair, a repaired one',
    effect: 'read',
    body: 'json',
    input: ValidatePostInput,
    output: ValidatedPost,
    readAliases: readPostAliases,
  }),
  'tools.validateMedia': endpoint({
    method: 'POST',
    path: '/api/v1/tools/validate/media',
    summary: 'Fetches and decodes the file behind a URL, and says whether it can become a Pin',
    effect: 'read',
    body: 'json',
    input: ValidateMediaInput,
    output: ValidatedMedia,
  }),
  'tools.postLength': endpoint({
    method: 'POST',
    path: '/api/v1/tools/validate/post-length',
    summary: 'Counts the characters of a description as Pinterest does',
    effect: 'read',
    body: 'json',
    input: PostLengthInput,
    output: PostLength,
  }),
} as const;
