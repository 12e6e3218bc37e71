import { STATUS_CODES } from 'node:http';
import type { FastifyRequest } from 'fastify';
import type { LinchpinError, Problem } from '../domain/errors/index.ts';
import { translateProblem, type Words } from '../door/index.ts';
import type { Refused } from '../http/index.ts';
import { postizField } from './fields.ts';

const boardRequired = {
  message: 'Board is required',
  fix: 'Set settings.board to the id or the exact name of a board; the tool "boards" of the channel lists them.',
};

const words: Words = {
  field: postizField,
  texts: {
    PIN_BOARD_REQUIRED: boardRequired,
    // Of a draft that was kept without a board.
    PIN_TARGET_REQUIRED: boardRequired,
    MEDIA_REQUIRED: { message: 'Requires at least one media' },
    PIN_CAROUSEL_SIZE: { message: 'You can only have up to 5 media items' },
    UNAUTHORIZED: { fix: 'Send the header "Authorization: <API key>".' },
    ACCOUNT_NOT_FOUND: {
      message: 'Integration not found',
      fix: 'Take an id of GET /public/v1/integrations.',
    },
    ROUTE_NOT_FOUND: { fix: 'Compare the method and the path with /api/openapi/postiz.json.' },
    NOT_FOUND: { message: 'Post not found', fix: 'Take an id of GET /public/v1/posts.' },
  },
};

/** A problem in the words of this API. */
export const inWords = (found: Problem): Problem => translateProblem(found, words);

/** Calls whose refusals are `{ msg }`. */
const plain = /^(integrations|social|uploadFromUrl|analytics|connected|groups)/;
/** Calls whose refusals name the provider. */
const ofPosts = /^posts\.(create|settings)/;

/**
 * A refusal in the one of Postiz' three shapes that the call has.
 * @param origin under which others reach this server
 */
export function refusedAs(
  refusal: LinchpinError,
  request: Pick<FastifyRequest, 'id' | 'headers' | 'routeOptions' | 'method' | 'url'>,
  origin: string,
): Refused {
  const problems = refusal.problems.map(inWords);
  const [first = inWords(refusal.problems[0])] = problems;
  const { route } = request.routeOptions.config;
  const status = statusOf(refusal, route);
  const ours = {
    code: first.code,
    fix: first.fix,
    problems,
    requestId: request.id,
    docUrl: `${origin}/docs/errors#${first.code}`,
  };
  return { status, body: { ...shapeOf(status, problems, first, request, route), ...ours } };
}

function shapeOf(
  status: number,
  problems: readonly Problem[],
  first: Problem,
  { headers, method, url }: Pick<FastifyRequest, 'headers' | 'method' | 'url'>,
  route: string | undefined,
): object {
  const told = problems.map(({ message, fix }) => `${message} ${fix}`.trim());
  if (first.code === 'UNAUTHORIZED')
    return { msg: headers.authorization === undefined ? 'No API Key found' : 'Invalid API key' };
  if (status === 429) return { statusCode: 429, message: 'ThrottlerException: Too Many Requests' };
  if (status === 500) return { statusCode: 500, message: 'Internal server error' };
  if (route === undefined)
    return { statusCode: status, message: `Cannot ${method} ${url}`, error: STATUS_CODES[status] };
  if (plain.test(route)) return { msg: first.message };
  if (ofPosts.test(route))
    return { statusCode: status, provider: 'pinterest', name: first.code, message: told.join(' ') };
  return { statusCode: status, message: told, error: STATUS_CODES[status] };
}

/** Whatever is wrong with a post is 400 at Postiz, a repetition as well; a channel that is not there is 404 elsewhere. */
function statusOf({ code, status }: LinchpinError, route: string | undefined): number {
  const isOfPost = route !== undefined && ofPosts.test(route);
  if (code === 'ACCOUNT_NOT_FOUND') return isOfPost ? 400 : 404;
  return isOfPost && [409, 422].includes(status) ? 400 : status;
}
