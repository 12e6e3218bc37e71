import { internal, invalid } from './entry.ts';

/** What can be wrong with an image or a video before anything is sent to Pinterest. */
export const mediaErrors = {
  MEDIA_REQUIRED: invalid({
    message: 'A Pin needs an image or a video.',
    cause: 'The post has no image and no video.',
    fix: 'Add the address of an image or a video, or upload a file.',
    hint: { call: 'media.upload' },
  }),
  MEDIA_NOT_FOUND: invalid({
    message: 'There is no uploaded file "{mediaId}" in this workspace.',
    cause: 'The id is misspelt, or the upload never finished.',
    fix: 'Upload the file again and use the id you get.',
  }),
  MEDIA_NOT_UPLOADED: invalid(
    {
      message: 'The file "{filename}" was announced but its bytes never arrived.',
      cause: 'An address to upload it to was asked for, and nothing was sent there.',
      fix: 'Upload the file, then send the post again.',
      hint: { call: 'media.receive' },
    },
    { retryable: true },
  ),
  MEDIA_ALREADY_UPLOADED: invalid(
    {
      message: 'Another file was uploaded to this address before: "{filename}" stays what it is.',
      cause:
        'An upload address takes one file, so that what was checked and approved is what gets published.',
      fix: 'Use the file that is there, {mediaId}, or ask for a new address to upload to.',
      hint: { call: 'media.presign' },
    },
    { status: 409 },
  ),
  MEDIA_IN_USE: invalid(
    {
      message: 'The file "{filename}" is shown by {count} of your posts, so it is not deleted.',
      cause: 'A post whose picture is gone could not be published or shown any more.',
      fix: 'Delete these posts first, or give them another picture.',
    },
    { status: 409 },
  ),
  MEDIA_PART_MISSING: invalid({
    message: 'Part {number} of the file is missing, or is another one than its ETag says.',
    cause: 'Parts are counted from 1 without a gap, and each is known by the ETag of its upload.',
    fix: 'Upload the part again, then complete the upload with the ETag of the answer.',
    hint: { call: 'media.signParts' },
  }),
  MEDIA_URL_INVALID: invalid({
    message: '"{url}" is not a web address that can be fetched.',
    cause: 'A media URL must begin with https:// or http:// and name a public host.',
    fix: 'Use the full address of the file, or upload it.',
  }),
  MEDIA_URL_CREDENTIALS: invalid({
    message: 'The media URL contains a user name or password.',
    cause: 'An address of the form https://name:password@host would be stored and logged.',
    fix: 'Use an address that works without them, or upload the file.',
  }),
  MEDIA_URL_PRIVATE: invalid({
    message: 'The address {host} is inside a private network, so it is not fetched.',
    cause:
      'Fetching private addresses on behalf of a caller would open the network behind the server.',
    fix: 'Upload the file instead. On a closed network the operator can set LINCHPIN_ALLOW_PRIVATE_URLS=1.',
  }),
  MEDIA_FETCH_FAILED: invalid(
    {
      message: 'Unable to reach the URL. {reason}',
      cause: 'The host does not exist, refuses, breaks off or answers with an error.',
      fix: 'Open the address in a private browser window: it must show the file itself. Where it does, upload the file.',
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
  MEDIA_HOST_REFUSES: invalid({
    message: 'The host {host} does not give the file out (HTTP 403): {reason}.',
    cause: 'Shops and image hosts often let only their own pages or browsers have their files.',
    fix: 'Upload the file, or use an address without such a rule. Of a signed address, make a new one.',
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
      'Images must be JPEG, PNG, WebP, AVIF, TIFF, GIF, HEIC or BMP; videos MP4, MOV or M4V. The content decides, not the name.',
    fix: 'Export it as JPEG, PNG or WebP; a video as MP4.',
  }),
  MEDIA_WRAPPED: invalid({
    message: 'What was sent is {format}, not the image or video itself.',
    cause: 'A program wrapped the file, or sent something that stands for it.',
    fix: '{fix}',
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
  IMAGE_SMALL: invalid({
    message: 'The image is {width}×{height} pixels; under 600×900 it looks blurred.',
    cause: 'Pinterest shows Pins up to 1000 pixels wide.',
    fix: 'Nothing has to be done. 1000×1500 looks best.',
  }),
  IMAGE_BLANK: invalid({
    message: 'The image is empty: nothing but white, or see-through.',
    cause: 'An export of an empty page, or white on a transparent background.',
    fix: 'Look at the file. If it is empty, export it again.',
  }),
  IMAGE_TOO_TALL: invalid({
    message: 'The image is {width}×{height}; feeds cut off what is taller than 1:2.1.',
    cause: 'Pinterest shows very tall images only in part.',
    fix: 'Nothing has to be done. An upright 2:3 gets the most room; it can be cropped or padded for you.',
    hint: { set: { mediaFit: 'crop' } },
  }),
  IMAGE_RATIO_UNUSUAL: invalid({
    message: 'The image is {width}×{height}; 2:3 and 1:1 reach the most people.',
    cause: 'Wide images take little room in the feed, and tall ones are cropped.',
    fix: 'Nothing has to be done. An upright 2:3 shows whole; it can be cropped or padded for you.',
    hint: { set: { mediaFit: 'crop' } },
  }),
  GIF_LARGE: invalid({
    message: 'The animation is {size}; Pinterest may not play GIFs over {limit}.',
    cause: 'GIF is a wasteful format for motion.',
    fix: 'Nothing has to be done. A video in MP4 is smaller and sharper.',
  }),
  IMAGE_RATIO: invalid({
    message: 'The image is {width}×{height}, which is not {ratio}.',
    cause: 'The post asks for this aspect ratio and for an error where an image has another.',
    fix: 'Crop the image, or have it cropped or padded for you.',
    hint: { set: { mediaFit: 'crop' } },
  }),
  MEDIA_FILE_MISSING: internal(
    {
      message: 'The stored file of this media is not where this process keeps media.',
      cause:
        'Processes on several machines share neither a data directory nor an object store, or the file was removed from it.',
      fix: 'Give all processes the same data directory (LINCHPIN_DATA_DIR) or object store (LINCHPIN_MEDIA_URL), or put the file back; waiting Pins go out afterwards. Otherwise upload the file again.',
    },
    { retryable: true },
  ),
  MEDIA_FILE_UNREADABLE: internal(
    {
      message: 'The stored file of this media cannot be read: {reason}.',
      cause:
        'The disk is failing or not mounted, the user who runs Linchpin may not read it, or the object store does not answer.',
      fix: 'Look at the disk and the rights of the media folder, or at the object store ("linchpin doctor" asks it); waiting Pins go out afterwards.',
    },
    { status: 503, retryable: true },
  ),
  MEDIA_STORE_UNAVAILABLE: internal(
    {
      message: 'The file cannot be stored: {reason}.',
      cause: 'The object store that keeps media is stopped, overloaded, or refuses the key.',
      fix: 'Try again in a moment, with the same idempotency key; if it stays, run "linchpin doctor".',
    },
    { status: 503 },
  ),
  VIDEO_TOO_SHORT: invalid({
    message: 'The video is {seconds} seconds long; Pinterest needs at least {min}.',
    cause: 'Pinterest refuses shorter videos.',
    fix: 'Use a longer cut, or repeat the clip until it lasts {min} seconds.',
  }),
  VIDEO_TOO_LONG: invalid({
    message: 'The video is {duration} long; Pinterest takes at most {limit}.',
    cause: 'Pinterest refuses longer videos.',
    fix: 'Cut it to {limit} or less. 6 to 15 seconds do best.',
  }),
  VIDEO_RATIO: invalid({
    message:
      'The video is {width}×{height}, which is too {shape}; Pinterest takes 1:2 (tall) to 1.91:1 (wide).',
    cause: 'Pinterest refuses videos that are narrower or wider.',
    fix: 'Crop it to 2:3 (1000×1500), 9:16 (1080×1920) or 1:1 (1080×1080).',
  }),
  VIDEO_CODEC_UNSUPPORTED: invalid({
    message: 'The video is encoded as {codec}; Pinterest takes H.264 and H.265.',
    cause:
      'Editing programs and screen recorders often use codecs that phones and Pinterest do not play.',
    fix: 'Export it as MP4 with H.264. Where ffmpeg is installed on the server, Linchpin converts it.',
  }),
  VIDEO_CONTAINER_UNSUPPORTED: invalid({
    message: 'The file is {format}; Pinterest takes MP4, MOV and M4V.',
    cause: 'The content decides, not the name: renaming a file does not change its kind.',
    fix: 'Export it as MP4 with H.264. Where ffmpeg is installed on the server, Linchpin converts it.',
  }),
  VIDEO_TRUNCATED: invalid({
    message: 'The end of the video is missing.',
    cause: 'The file says it is longer than it is: a copy, upload or download broke off.',
    fix: 'Export or upload the video again.',
  }),
  VIDEO_HALF_WRITTEN: invalid(
    {
      message: 'The video was not finished when it was saved: its index (moov) is missing.',
      cause:
        'Cameras and editors write the index last. It is missing when the file is taken before the export ends.',
      fix: 'Wait until the export is finished, check that the file plays, and upload it again.',
    },
    { retryable: true },
  ),
  VIDEO_BROKEN: invalid({
    message: 'The video is damaged and cannot be read.',
    cause: 'The file begins like a video, but its index does not make sense.',
    fix: 'Check that the file plays, then export or upload it again.',
  }),
  VIDEO_NO_VIDEO_TRACK: invalid({
    message: 'The file has no picture, only sound or other data.',
    cause: 'An audio file, or an export without its video track.',
    fix: 'Export the video together with its picture.',
  }),
  VIDEO_RATIO_UNUSUAL: invalid({
    message: 'The video is {width}×{height}; 2:3, 9:16, 4:5 and 1:1 look best on Pinterest.',
    cause: 'Feeds crop other shapes or show them small.',
    fix: 'Nothing has to be done. 1000×1500 or 1080×1920 fills the most space.',
  }),
  VIDEO_FRAME_RATE_LOW: invalid({
    message: 'The video has {fps} frames a second; {min} or more look smooth.',
    cause: 'A low frame rate makes motion jerky.',
    fix: 'Nothing has to be done. Export with 25 or 30 frames a second if you can.',
  }),
  VIDEO_PIXEL_FORMAT: invalid({
    message: 'The video has {colours}, which many phones and browsers do not play.',
    cause: 'It was exported for editing. Ordinary players show 4:2:0 with 8 bits.',
    fix: 'Export it as H.264 with 4:2:0 and 8 bits ("yuv420p"). With ffmpeg on the server it is converted by itself.',
  }),
  VIDEO_STILL: invalid({
    message: 'The video is one picture that does not move.',
    cause: 'It was made of one photo, or the export stopped after its first frame.',
    fix: 'Play the file. If a still picture is meant, publish it as an image.',
  }),
  VIDEO_PICTURE_SHORT: invalid({
    message: 'The picture lasts {picture} seconds, the sound {seconds}.',
    cause: 'Where the picture is missing, viewers see a frozen or black one.',
    fix: 'Cut the sound where the picture ends, and export the video again.',
  }),
  VIDEO_RESOLUTION_LOW: invalid({
    message: 'The video is {width}×{height}; 1080p (1080×1920) or more looks sharp.',
    cause: 'Small videos are blurred when they are shown large.',
    fix: 'Nothing has to be done. Export it larger if the material allows.',
  }),
  VIDEO_AUDIO_NOT_AAC: invalid({
    message: 'The sound is encoded as {codec}; AAC is the one that plays everywhere.',
    cause: 'Pinterest converts videos and may drop sound that it does not know.',
    fix: 'Nothing has to be done if the sound does not matter. Otherwise export with AAC.',
  }),
  VIDEO_COVER_TIME_INVALID: invalid({
    message: 'The cover time "{time}" is not a number of seconds from 0 on.',
    cause: 'Pinterest takes the cover from the video at a number of seconds.',
    fix: 'Use a number such as 2, or leave it out for the first frame.',
  }),
  VIDEO_COVER_TIME_BEYOND_END: invalid({
    message: 'The cover time is {time} seconds, but the video is {seconds} seconds long.',
    cause: 'Pinterest takes the last frame when the time lies behind the end.',
    fix: 'Use a time within the video.',
  }),
  VIDEO_TRANSCODE_FAILED: invalid({
    message: 'The video could not be converted: {reason}',
    cause: 'The converter (ffmpeg) of this server could not read or write it.',
    fix: 'Export it as MP4 with H.264 and upload that.',
  }),
  VIDEO_TRANSCODE_TIMEOUT: invalid({
    message: 'Converting the video took longer than {minutes} minutes and was stopped.',
    cause: 'The video is very long or large, or the server is busy.',
    fix: 'Export it as MP4 with H.264, then it need not be converted.',
  }),
} as const;
