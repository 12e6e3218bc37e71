import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catalogue, type ErrorCode } from '../domain/errors/index.ts';
import { createPinterestClient, type PinterestClient } from '../pinterest/index.ts';
import { failureOf } from '../pinterest/testing/failure.ts';
import { startServer, type TestServer } from '../pinterest/testing/http-server.ts';
import { answers, mapPinterestError, type Disposition } from './error-mapping.ts';

interface Fixture {
  status: number;
  /** Pinterest's code; undefined: the body has none. */
  code?: number;
  text: string;
  becomes: ErrorCode;
  disposition: Disposition;
  /** Another request than `POST /pins`. */
  call?: (client: PinterestClient) => Promise<unknown>;
  /** The body is this text and no JSON. */
  raw?: true;
}

const fails = (status: number, code: number, text: string, becomes: ErrorCode): Fixture => ({
  status,
  code,
  text,
  becomes,
  disposition: 'final',
});
const waits = (status: number, code: number, text: string, becomes: ErrorCode): Fixture => ({
  ...fails(status, code, text, becomes),
  disposition: 'retry',
});
const asksPermission: typeof fails = (...given) => ({
  ...fails(...given),
  disposition: 'permission',
});
const notSupported = 'Your application consumer type is not supported.';
const raw = (
  status: number,
  text: string,
  becomes: ErrorCode,
  disposition: Disposition,
): Fixture => ({
  status,
  text,
  becomes,
  disposition,
  raw: true,
});
const save = (client: PinterestClient) => client.pins.save('1', { board_id: '1' });
const readMedia = (client: PinterestClient) => client.media.get('1');

/** The three meanings of 429. */
const limits = [
  waits(
    429,
    8,
    'This request exceeded a rate limit. This can happen if the client exceeds one\nof the published rate limits or if multiple write operations are applied to\nan object within a short time window.',
    'PIN_RATE_LIMITED',
  ),
  fails(429, 9, 'Sorry! We blocked this link because it may lead to spam.', 'PIN_SPAM_BLOCKED'),
  fails(429, 9, "You've hit a block (Pins) because of spam", 'PIN_SPAM_BLOCKED'),
  fails(429, 8, 'Looks like spam', 'PIN_SPAM_BLOCKED'),
  raw(429, '', 'PIN_RATE_LIMITED', 'retry'),
];

/** What is wrong with the sign-in, and what only looks like it. */
const access = [
  waits(401, 2, 'Authentication failed.', 'PINTEREST_AUTH_FAILED'),
  waits(401, 283, 'The authorization grant is invalid', 'PINTEREST_AUTH_FAILED'),
  asksPermission(401, 3, notSupported, 'PINTEREST_APP_NOT_GRANTED'),
  asksPermission(403, 3, notSupported, 'PINTEREST_APP_NOT_GRANTED'),
  asksPermission(
    401,
    3,
    "Your token does not have sufficient permissions to perform this operation. Please ensure your token is authorized with the correct set of scopes. Missing: ['pins:write']",
    'PINTEREST_SCOPE_MISSING',
  ),
  fails(
    401,
    3,
    'Your application does not have access to this restricted feature: pin_edit',
    'PINTEREST_FEATURE_RESTRICTED',
  ),
  fails(403, 29, 'You are not permitted to access that resource.', 'PINTEREST_PERMISSION_DENIED'),
  fails(
    403,
    29,
    'Apps with Trial access may not create Pins in production https://api.pinterest.com - use API Sandbox https://api-sandbox.pinterest.com instead.',
    'PINTEREST_TRIAL_ACCESS',
  ),
  fails(401, 7, 'Not authorized to access board or Pin.', 'PINTEREST_PERMISSION_DENIED'),
];

/** Creating a Pin. */
const creating = [
  fails(400, 1, "Invalid request: 'Kitchens' does not match '^\\\\d+$'", 'PIN_REJECTED'),
  fails(400, 1, '[…] is too long (constraint: maxItems=5)', 'PIN_REJECTED'),
  fails(400, 1, 'one of cover_image_url or cover_image_content_type is required', 'PIN_REJECTED'),
  fails(
    400,
    1,
    'Whoops! It looks like you entered an invalid URL. Try creating a Pin again with a valid URL.',
    'PIN_LINK_REFUSED',
  ),
  fails(400, 1, "Sorry! This site doesn't allow you to save Pins.", 'PIN_LINK_REFUSED'),
  fails(400, 1, 'The format of the image is not supported', 'PIN_IMAGE_REFUSED'),
  fails(400, 1, 'Unable to reach the URL https://example.com/a.jpg', 'PIN_IMAGE_REFUSED'),
  fails(400, 1, 'Sorry we could not fetch the image.', 'PIN_IMAGE_REFUSED'),
  fails(400, 1, 'could not fetch the image', 'PIN_IMAGE_REFUSED'),
  fails(
    403,
    233,
    'Your image is too small. Please choose a larger image and try again.',
    'PIN_IMAGE_REFUSED',
  ),
  fails(
    403,
    235,
    'Sorry, this image is broken. Please pick a different image.',
    'PIN_IMAGE_REFUSED',
  ),
  fails(404, 40, 'Board not found.', 'PIN_BOARD_GONE'),
  fails(404, 2031, "Sorry! We couldn't find this board section.", 'PIN_SECTION_GONE'),
  { ...fails(404, 50, 'Pin not found.', 'PIN_NOT_FOUND_ON_PINTEREST'), call: save },
  waits(409, 409, 'could not get exclusive access', 'PIN_RATE_LIMITED'),
  raw(408, '', 'PINTEREST_UNAVAILABLE', 'retry'),
  waits(500, 0, 'Something went wrong on our end', 'PINTEREST_UNAVAILABLE'),
  waits(500, 2787, 'Something went wrong on our end', 'PINTEREST_UNAVAILABLE'),
  raw(502, '<html>Bad gateway</html>', 'PINTEREST_UNAVAILABLE', 'retry'),
  raw(503, '', 'PINTEREST_UNAVAILABLE', 'retry'),
  raw(200, '', 'PINTEREST_UNAVAILABLE', 'retry'),
  raw(201, '<html>Hello</html>', 'PINTEREST_UNAVAILABLE', 'retry'),
  raw(403, '<html>blocked on the way</html>', 'PINTEREST_UNAVAILABLE', 'retry'),
];

/** Uploads of videos. */
const uploads: Fixture[] = [
  { ...fails(404, 404, 'Media upload not found', 'PIN_REJECTED'), call: readMedia },
  { ...waits(401, 2, 'Authentication failed.', 'PINTEREST_AUTH_FAILED'), call: readMedia },
];

let server: TestServer;
let client: PinterestClient;
let current: Fixture;

beforeAll(async () => {
  server = await startServer((response) => {
    const { status, code, text } = current;
    response.writeHead(status, {
      'content-type': current.raw ? 'text/html' : 'application/json',
      'x-pinterest-rid': '8154711',
    });
    response.end(current.raw ? text : JSON.stringify({ code, message: text }));
  });
  client = createPinterestClient({
    apiUrl: server.url,
    accessToken: 'pina_secret',
    retry: { maxRetries: 0 },
  });
});
afterAll(async () => {
  await client.close();
  await server.close();
});

const create = (from: PinterestClient) =>
  from.pins.create({
    board_id: '1',
    media_source: { source_type: 'image_base64', content_type: 'image/png', data: 'AAAA' },
  });

/** What becomes of an answer that came over the wire. */
async function read(fixture: Fixture) {
  current = fixture;
  return mapPinterestError(await failureOf((fixture.call ?? create)(client)));
}

describe.each([
  ['limits', limits],
  ['access', access],
  ['creating', creating],
  ['uploads', uploads],
])('%s', (_section, fixtures) => {
  test.each(fixtures)('$status $code $text', async (fixture) => {
    const { problem, disposition } = await read(fixture);
    expect([problem.code, disposition]).toEqual([fixture.becomes, fixture.disposition]);
    expect(problem.fix).not.toMatch(/\{\w+\}/);
    expect(problem.message).not.toMatch(/\{\w+\}/);
    expect(problem.details).toMatchObject({
      pinterest: {
        status: fixture.status,
        code: fixture.code ?? null,
        requestId: '8154711',
        ...(!fixture.raw && { message: fixture.text }),
      },
    });
  });
});

test('every row of the table has an answer that reaches it', async () => {
  const reached = new Set<ErrorCode>();
  for (const fixture of [...limits, ...access, ...creating, ...uploads])
    reached.add((await read(fixture)).problem.code);
  expect(
    [...new Set(answers.map(({ becomes }) => becomes))].filter((code) => !reached.has(code)),
  ).toEqual([]);
});

test("an answer nobody knows keeps Pinterest's code, text and request id", async () => {
  const { problem, disposition } = await read({
    status: 400,
    code: 4242,
    text: 'The moon is in the wrong house.',
    becomes: 'PIN_REJECTED',
    disposition: 'final',
  });
  expect(disposition).toBe('final');
  expect(problem).toMatchObject({
    code: 'PIN_REJECTED',
    message: 'Pinterest refused the Pin: The moon is in the wrong house.',
    details: {
      pinterest: {
        operation: 'pins.create',
        status: 400,
        code: 4242,
        message: 'The moon is in the wrong house.',
        requestId: '8154711',
      },
    },
  });
});

test.each([
  'PIN_BOARD_REQUIRED',
  'PIN_BOARD_NOT_FOUND',
  'PIN_CAROUSEL_SIZE',
  'PIN_MIXED_ASPECT',
  'PIN_LINK_INVALID',
  'PIN_RATE_LIMITED',
] as const)("Postbreeze's %s is in the catalogue", (code) => {
  expect(catalogue[code].fix).toMatch(/\S{3,}/);
});

test("Zernio's text for a missing board is kept word for word", () => {
  expect(catalogue.PIN_BOARD_REQUIRED.message).toBe(
    'Pinterest requires a boardId. Provide platformSpecificData.boardId.',
  );
});
