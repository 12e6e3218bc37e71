/** What Pinterest puts in an error body. Extra keys appear on a few errors only. */
export interface ErrorBody {
  code: number;
  message: string;
  status?: 'failure';
  details?: { source_field: string | null };
}

/** An error the sandbox answers with, in Pinterest's envelope. */
export class PinterestError extends Error {
  readonly status: number;
  readonly body: ErrorBody;

  constructor(status: number, code: number, message: string, more: Partial<ErrorBody> = {}) {
    super(message);
    this.status = status;
    this.body = { code, message, ...more };
  }
}

// Statuses, codes and wording are recordings unless a line says otherwise; README.md lists the
// ones that are our choice.
export const errors = {
  invalidRequest: (detail: string) => new PinterestError(400, 1, `Invalid request: ${detail}`),
  invalidLink: () =>
    new PinterestError(
      400,
      1,
      'Whoops! It looks like you entered an invalid URL. Try creating a Pin again with a valid URL.',
    ),
  savingRefused: () =>
    new PinterestError(400, 1, "Sorry! This site doesn't allow you to save Pins."),
  notAmong: (name: string, value: string, among: readonly string[]) =>
    errors.invalidParameter(`'${name}' (value ${value}) is not one of ${among.join(', ')}.`),
  outOfRange: () => new PinterestError(400, 1, 'You can only get data from the last 90 days.'),
  imageFormat: () => new PinterestError(400, 1, 'The format of the image is not supported'),
  unreachable: (url: string) => new PinterestError(400, 1, `Unable to reach the URL: ${url}`),
  duplicateBoardName: () => new PinterestError(400, 58, 'Try a different name...'),
  boardNotEdited: () =>
    new PinterestError(400, 58, 'Could not edit board. Try a different name...'),
  invalidParameter: (detail: string) => new PinterestError(400, 1, `Parameter ${detail}`),
  unauthenticated: () =>
    new PinterestError(401, 2, 'Authentication failed.', { status: 'failure' }),
  missingScopes: (scopes: readonly string[]) =>
    new PinterestError(
      401,
      3,
      `Your token does not have sufficient permissions to perform this operation. Please ensure your token is authorized with the correct set of scopes. Missing: [${scopes.map((scope) => `'${scope}'`).join(', ')}]`,
    ),
  appNotGranted: () =>
    new PinterestError(401, 3, 'Your application consumer type is not supported.'),
  restricted: (feature: string) =>
    new PinterestError(
      401,
      3,
      `Your application does not have access to this restricted feature: ${feature}`,
    ),
  // Of the spec's example.
  pinNotYours: () => new PinterestError(401, 7, 'Not authorized to access board or Pin.'),
  invalidGrant: () => new PinterestError(401, 283, 'The authorization grant is invalid'),
  forbidden: () => new PinterestError(403, 29, 'You are not permitted to access that resource.'),
  trialProduction: () =>
    new PinterestError(
      403,
      29,
      'Apps with Trial access may not create Pins in production https://api.pinterest.com - use API Sandbox https://api-sandbox.pinterest.com instead.',
    ),
  imageTooSmall: () =>
    new PinterestError(
      403,
      233,
      'Your image is too small. Please choose a larger image and try again.',
    ),
  imageBroken: () =>
    new PinterestError(403, 235, 'Sorry, this image is broken. Please pick a different image.'),
  unknownRoute: () => new PinterestError(404, 11, 'API method not found.'),
  userNotFound: () => new PinterestError(404, 30, 'User not found.'),
  boardNotFound: () => new PinterestError(404, 40, 'Board not found.'),
  pinNotFound: () => new PinterestError(404, 50, 'Pin not found.'),
  mediaNotFound: () => new PinterestError(404, 404, 'Media upload not found'),
  websiteNotFound: () => new PinterestError(404, 404, 'Website not in user list.'),
  sectionNotFound: () =>
    new PinterestError(404, 2031, "Sorry! We couldn't find this board section."),
  rateLimited: () =>
    new PinterestError(
      429,
      8,
      'This request exceeded a rate limit. This can happen if the client exceeds one\nof the published rate limits or if multiple write operations are applied to\nan object within a short time window.',
    ),
  spamLink: () =>
    new PinterestError(429, 9, 'Sorry! We blocked this link because it may lead to spam.', {
      details: { source_field: null },
    }),
};
