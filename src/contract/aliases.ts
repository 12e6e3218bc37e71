import { isObject } from '../domain/is-object.ts';
import { postbreezeShape, readPostbreeze } from './postbreeze.ts';

/**
 * Reads the names other schedulers use for the same thing, so that their clients work unchanged: Zernio's documents
 * (`board_id`, `url`), Postbreeze's flat shape (`platformOptions`) and its nested one (`caption`, `targets`).
 * A name given in Linchpin's own spelling wins. Anything that is not understood is passed on for the schema to judge.
 */
export function readPostAliases(given: unknown): unknown {
  if (!isObject(given)) return given;
  const body = postbreezeShape(given) ? readPostbreeze(given) : given;
  const { caption, targets, scheduledAt, first_comment, ...rest } = body;
  const post = rest;
  prefer(post, 'content', caption);
  prefer(post, 'firstComment', first_comment);
  if (Array.isArray(post['mediaItems'])) post['mediaItems'] = post['mediaItems'].map(readMediaItem);
  prefer(post, 'platforms', targets);
  prefer(post, 'scheduledFor', scheduledAt);
  const cover = coverIn(post['mediaItems']);
  if (Array.isArray(post['platforms']))
    post['platforms'] = post['platforms'].map((target) => readTarget(target, cover));
  return post;
}

/** `IMAGE` is `image`. */
const readMediaItem = (item: unknown): unknown =>
  isObject(item) && typeof item['type'] === 'string'
    ? { ...item, type: item['type'].toLowerCase() }
    : item;

/** A video's own `thumbnail`, which is the cover of its Pin. */
const coverIn = (items: unknown): unknown =>
  Array.isArray(items)
    ? items.find((item) => isObject(item) && isVideo(item) && item['thumbnail'])?.thumbnail
    : undefined;

const isVideo = ({ type, url }: Record<string, unknown>): boolean =>
  typeof type === 'string'
    ? type.toLowerCase() === 'video'
    : /\.(mp4|mov|m4v)($|[?#])/i.test(String(url));

const coverFields = ['coverImageUrl', 'coverMediaId', 'coverImageKeyFrameTime'];

/** @param sharedCover of the post's media. */
function readTarget(target: unknown, sharedCover: unknown): unknown {
  if (!isObject(target)) return target;
  const { socialAccountId, captionOverride, platformOptions, platformSpecificContent, ...named } =
    target;
  const { first_comment, ...rest } = named;
  prefer(rest, 'firstComment', first_comment);
  if (Array.isArray(rest['customMedia']))
    rest['customMedia'] = rest['customMedia'].map(readMediaItem);
  prefer(rest, 'accountId', socialAccountId);
  prefer(rest, 'customContent', captionOverride);
  prefer(rest, 'platformSpecificData', platformOptions ?? platformSpecificContent);
  const data = rest['platformSpecificData'];
  if (isObject(data)) {
    prefer(rest, 'platform', data['platform']);
    rest['platformSpecificData'] = readPinterestData(data);
  }
  const cover = coverIn(rest['customMedia']) ?? sharedCover;
  const shown = isObject(data) ? rest['platformSpecificData'] : {};
  if (cover && isObject(shown) && !coverFields.some((name) => shown[name] !== undefined))
    rest['platformSpecificData'] = { ...shown, coverImageUrl: cover };
  if (typeof rest['platform'] === 'string') rest['platform'] = rest['platform'].toLowerCase();
  return rest;
}

function readPinterestData(data: Record<string, unknown>): Record<string, unknown> {
  const { board_id, board, url, alt_text, dominant_color, board_section_id, ...named } = data;
  const { cover_image_url, thumbnailUrl, thumbnail_url, ...withKeyFrame } = named;
  const { cover_image_key_frame_time, carouselItems, carousel, first_comment, ...rest } =
    withKeyFrame;
  delete rest['platform'];
  prefer(rest, 'firstComment', first_comment);
  prefer(rest, 'boardId', board_id ?? board);
  prefer(rest, 'link', url);
  prefer(rest, 'altText', alt_text);
  prefer(rest, 'dominantColor', dominant_color);
  prefer(rest, 'boardSectionId', board_section_id);
  prefer(rest, 'coverImageUrl', cover_image_url ?? thumbnailUrl ?? thumbnail_url);
  prefer(rest, 'coverImageKeyFrameTime', cover_image_key_frame_time);
  prefer(rest, 'slides', carouselItems ?? carousel);
  return rest;
}

const prefer = (into: Record<string, unknown>, name: string, alias: unknown): void => {
  if ((into[name] ?? '') === '' && alias !== undefined) into[name] = alias;
};
