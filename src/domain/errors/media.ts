import { invalid } from './entry.ts';

/** What can be wrong with an image or a video before anything is sent to Pinterest. */
export const mediaErrors = {
  MEDIA_REQUIRED: invalid({
    message: 'A Pin needs an image or a video.',
    cause: 'The post has neither mediaItems nor mediaIds.',
    fix: 'Add mediaItems: [{ "type": "image", "url": "https://…" }], or upload a file and name it in mediaIds.',
  }),
  MEDIA_NOT_FOUND: invalid({
    message: 'There is no uploaded file "{mediaId}" in this workspace.',
    cause: 'The id is misspelt, or the upload never finished.',
    fix: 'Upload the file again and use the id you get.',
  }),
  MEDIA_NOT_UPLOADED: invalid(
    {
      message: 'The file "{filename}" was announced but its bytes never arrived.',
      cause: 'A presigned upload was made, and the PUT to its uploadUrl is missing.',
      fix: 'PUT the bytes to the uploadUrl, then send the post again.',
    },
    { retryable: true },
  ),
  MEDIA_URL_INVALID: invalid({
    message: '"{url}" is not a web address that can be fetched.',
    cause: 'A media URL must begin with https:// or http:// and name a public host.',
    fix: 'Use the full address of the file, or upload it.',
  }),
  MEDIA_URL_PRIVATE: invalid({
    message: 'The address {host} is inside a private network, so it is not fetched.',
    cause:
      'Fetching private addresses on behalf of a caller would open the network behind the server.',
    fix: 'Upload the file instead. On a closed network the operator can set LINCHPIN_ALLOW_PRIVATE_URLS=1.',
  }),
  MEDIA_FETCH_FAILED: invalid(
    {
      message: 'The media URL could not be fetched: {reason}',
      cause: 'The host does not exist, refuses, breaks off or answers with an error.',
      fix: 'Open the address in a private browser window: it must show the file itself. Or upload the file.',
    },
    { retryable: true },
  ),
  MEDIA_FETCH_TIMEOUT: invalid(
    {
      message: 'The media URL did not deliver the file within {seconds} seconds.',
      cause: 'The host is too slow or stopped sending.',
      fix: 'Try again later, or upload the file.',
    },
    { retryable: true },
  ),
  MEDIA_AUTH_REQUIRED: invalid({
    message: 'The media URL asks for a sign-in (HTTP {status}).',
    cause: 'The file is not public, or its link has expired.',
    fix: 'Share the file publicly, make a new link, or upload the file.',
  }),
  MEDIA_TOO_MANY_REDIRECTS: invalid({
    message: 'The media URL redirects more than {limit} times.',
    cause: 'The address leads in a circle or through too many hops.',
    fix: 'Use the final address of the file.',
  }),
  MEDIA_IS_WEB_PAGE: invalid({
    message: 'The media URL leads to a web page, not to an image or video.',
    cause: 'Share links and product pages show a file but are not the file.',
    fix: 'Copy the address of the image itself, or upload the file.',
  }),
  MEDIA_EMPTY: invalid({
    message: 'The file has no content (0 bytes).',
    cause: 'The upload or export broke off before anything was written.',
    fix: 'Export or upload the file again.',
  }),
  MEDIA_TOO_LARGE: invalid({
    message: 'The file is {size}, and the limit is {limit}.',
    cause: 'Pinterest does not take larger files of this kind.',
    fix: 'Export a smaller file.',
  }),
  MEDIA_FORMAT_UNSUPPORTED: invalid({
    message: 'The file is {format}, which cannot become a Pin.',
    cause:
      'Images must be JPEG, PNG, WebP, AVIF, TIFF, GIF or HEIC; videos MP4, MOV or M4V. The content decides, not the name.',
    fix: 'Export it in one of these formats.',
  }),
  IMAGE_BROKEN: invalid({
    message: 'The image is damaged and cannot be read: {reason}',
    cause: 'The file was cut off or is not really an image.',
    fix: 'Export or upload the image again.',
  }),
  IMAGE_TOO_SMALL: invalid({
    message: 'The image is {width}×{height} pixels; Pinterest needs at least {min}×{min}.',
    cause: 'Pinterest refuses very small images.',
    fix: 'Use a larger image. 1000×1500 looks best.',
  }),
  IMAGE_TOO_MANY_PIXELS: invalid({
    message: 'The image has more than {limit} million pixels.',
    cause: 'Decoding it would need more memory than one image may take.',
    fix: 'Export it smaller. 1000×1500 is enough.',
  }),
  VIDEO_NOT_SUPPORTED_YET: invalid({
    message: 'This version publishes images; video Pins are not available yet.',
    cause: 'The file is a video.',
    fix: 'Use an image for now.',
  }),
} as const;
