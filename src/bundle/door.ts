import { describeDoor, openApiOf, registerCalls, type DoorOptions } from '../door/index.ts';
import { answerRefusal, type Door } from '../http/index.ts';
import { refusedAs } from './errors.ts';
import { routes } from './routes/index.ts';
import { ErrorAnswer } from './shapes/error.ts';

/** bundle.social's API: the same operations as the native one, with other paths and another header for the key. */
export const bundleDoor = (options: DoorOptions): Door => ({
  owns: ({ url, headers }) => {
    const [, noun] = /^\/api\/v1\/?([a-z-]*)/i.exec(url) ?? [];
    if (noun === undefined) return false;
    const byKey = headers['x-api-key'] !== undefined && headers.authorization === undefined;
    return byKey || nouns.has(noun.toLowerCase());
  },
  register: async (scope) => {
    describeDoor(scope, 'bundle', openApiOf(routes, about));
    await registerCalls(scope, { name: 'bundle', routes, carrier: 'x-api-key', places }, options);
  },
  answerError: (error, request, reply) =>
    answerRefusal(error, request, reply, (known) => refusedAs(known, request, options.publicUrl())),
});

/** The client's paths of collections end in a slash, those of the documents do not. */
const places = (path: string): string[] => {
  const url = path.replace(/\/$/, '');
  return [url, `${url}/`];
};

const about = {
  title: "Linchpin, in the shape of bundle.social's API",
  description:
    'Pinterest only. Paths may end in a slash or not. Whatever is marked as ours is more than bundle.social has.',
  key: { type: 'apiKey', in: 'header', name: 'x-api-key' },
  error: ErrorAnswer,
} as const;

/** First parts of paths that are this API's alone. */
const nouns = new Set(
  routes
    .map(({ path }) => path.split('/')[3] ?? '')
    .filter((noun) => noun !== '' && noun !== 'analytics'),
);
