import { isObject } from '../domain/is-object.ts';
import { refusal } from '../domain/errors/index.ts';

type Fields = Record<string, unknown>;

/** Names that Postbreeze alone has for a post, and for one of its targets. */
const ofPost = ['caption', 'targets', 'mediaAltText', 'draftScheduledFor', 'draftScheduledAt'];
const ofTarget = ['platformOptions', 'socialAccountId', 'captionOverride'];

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const has = (value: unknown, names: readonly string[]): boolean =>
  isObject(value) && names.some((name) => name in value);

/** In which of Postbreeze's two shapes a post is written, recognised by its own field names; null: in neither. */
export function postbreezeShape(body: unknown): 'flat' | 'nested' | null {
  if (!isObject(body)) return null;
  if ('targets' in body || 'caption' in body) return 'nested';
  return has(body, ofPost) || listOf(body['platforms']).some((target) => has(target, ofTarget))
    ? 'flat'
    : null;
}

/**
 * A post in Postbreeze's shape with the rules that come with it: a board is always named, media by address come first,
 * and alt texts belong to files. Its names stay as they are, for aliases.ts to read.
 * @throws LinchpinError MUST_SPECIFY_EXACTLY_ONE
 */
export function readPostbreeze(body: Fields): Fields {
  const { platforms, targets } = body;
  if (platforms !== undefined && targets !== undefined)
    throw refusal('MUST_SPECIFY_EXACTLY_ONE', {
      field: 'targets',
      values: { one: 'platforms', other: 'targets' },
    });
  const { mediaAltText, draftScheduledFor, draftScheduledAt, ...post } = body;
  const altTexts = isObject(mediaAltText) ? mediaAltText : {};
  const plannedDraft = draftScheduledFor ?? draftScheduledAt;
  const isPlanned = Boolean(post['scheduledFor'] || post['scheduledAt']);
  return {
    ...withItems(post, 'mediaItems', altTexts),
    ...(!isPlanned && plannedDraft != null && { isDraft: true, scheduledFor: plannedDraft }),
    ...Object.fromEntries(
      Object.entries({ platforms, targets }).flatMap(([name, list]) =>
        Array.isArray(list)
          ? [[name, list.map((target) => readTarget(target, altTexts))] as const]
          : [],
      ),
    ),
  };
}

const readTarget = (target: unknown, altTexts: Fields): unknown =>
  isObject(target)
    ? { useDefaultBoard: false, ...withItems(target, 'customMedia', altTexts) }
    : target;

/** Files by id as media with their alt texts, behind those by address; without such texts, and alone, they stay ids. */
function withItems(fields: Fields, name: 'mediaItems' | 'customMedia', altTexts: Fields): Fields {
  const { mediaIds, [name]: given, ...rest } = fields;
  const items = listOf(given);
  const ids = listOf(mediaIds);
  const isPlain = items.length === 0 && !ids.some((id) => typeof id === 'string' && id in altTexts);
  if (ids.length === 0 || isPlain) return fields;
  const named = ids.map((id) => ({
    mediaId: id,
    ...(typeof id === 'string' && id in altTexts && { altText: altTexts[id] }),
  }));
  return { ...rest, [name]: [...items, ...named] };
}
