import { internal, invalid, platform } from './entry.ts';

/** What can be wrong with a Pin: its fields before it is accepted, or Pinterest's answer to it. */
export const pinErrors = {
  PIN_TARGET_REQUIRED: invalid({
    message: 'Say where to publish: no board is chosen.',
    cause: 'A post that is not a draft needs at least one account and board.',
    fix: 'Choose an account and a board.',
    hint: { call: 'accounts.list' },
  }),
  PIN_BOARD_REQUIRED: invalid({
    message: 'Pinterest requires a boardId. Provide platformSpecificData.boardId.',
    cause: 'Every Pin lives on a board, and the account has no default board.',
    fix: 'Choose a board, by its id or its exact name.',
    hint: { call: 'boards.list' },
  }),
  PIN_BOARD_NOT_FOUND: invalid({
    message: 'The account {username} has no board "{board}".{suggestion}',
    cause:
      'The board was renamed or deleted, belongs to another account, or was made a moment ago.',
    fix: 'Choose one of the boards of the account; reading them from Pinterest again takes in new ones.',
    hint: { call: 'boards.list' },
  }),
  PIN_BOARD_AMBIGUOUS: invalid({
    message: 'The account {username} has {count} boards called "{board}": {ids}.',
    cause:
      'Group boards of others can bear the name of an own one. Capitals and spaces make no difference.',
    fix: 'Use the id of the board.',
  }),
  PIN_SECTION_NOT_FOUND: invalid({
    message: 'The board has no section "{section}".',
    cause: 'The section was renamed or deleted, or belongs to another board.',
    fix: 'Use the id or the exact name of a section of this board, or leave boardSectionId out.',
  }),
  PIN_TITLE_TOO_LONG: invalid({
    message: 'The title has {count} characters; Pinterest takes {limit}.',
    cause: 'Pinterest refuses longer titles.',
    fix: 'Shorten it by {over}.',
  }),
  PIN_DESCRIPTION_TOO_LONG: invalid({
    message: 'The description has {count} characters; Pinterest takes {limit}.',
    cause: 'Pinterest refuses longer descriptions.',
    fix: 'Shorten it by {over}.',
  }),
  PIN_ALT_TEXT_TOO_LONG: invalid({
    message: 'The alt text has {count} characters; Pinterest takes {limit}.',
    cause: 'Pinterest refuses longer alt texts.',
    fix: 'Shorten it by {over}.',
  }),
  PIN_LINK_INVALID: invalid({
    message: 'The link "{link}" cannot be used: {reason}',
    cause: 'A Pin links to a public web page over https.',
    fix: 'Use a full address that begins with https://, or leave the link out.',
  }),
  PIN_LINK_TOO_LONG: invalid({
    message: 'The link has {count} characters; Pinterest takes {limit}.',
    cause: 'Pinterest refuses longer links.',
    fix: 'Remove tracking parameters until it fits.',
  }),
  PIN_COLOR_INVALID: invalid({
    message: 'The dominant colour "{color}" is not a colour like #6E7874.',
    cause: 'Pinterest takes a # and six hexadecimal digits.',
    fix: 'Correct it, or leave it out and it is read from the image.',
  }),
  PIN_CAROUSEL_SIZE: invalid({
    message: 'A carousel takes {min} to {max} images; this one has {count}.',
    cause: 'Pinterest refuses other numbers.',
    fix: 'Remove images, or make several Pins.',
  }),
  PIN_MIXED_ASPECT: invalid({
    message: 'The images of the carousel have different shapes: {shapes}.',
    cause: 'Pinterest shows all images of a carousel in the shape of the first.',
    fix: 'Use images of one shape, 1:1 or 2:3 at best, or have them cropped or padded for you.',
    hint: { set: { mediaFit: 'crop' } },
  }),
  PIN_VIDEO_NOT_SUPPORTED: invalid({
    message: 'Pinterest has no Pin that shows {found} together.',
    cause:
      'A Pin shows one image, 2 to 5 images, or one video with at most one image as its cover.',
    fix: 'Remove what does not belong, or make several posts.',
  }),
  PIN_COVER_INVALID: invalid({
    message: 'The cover of the video cannot be used: {reason}',
    cause: 'A cover is an image, or a second within the video.',
    fix: 'Give coverImageUrl or coverMediaId with an image, or coverImageKeyFrameTime within the length of the video.',
  }),
  PIN_COVER_WITHOUT_VIDEO: invalid({
    message: 'A cover was given, but the Pin has no video.',
    cause: 'Only videos have covers; an image is its own.',
    fix: 'Remove the cover, or add the video.',
  }),
  PIN_SLIDE_COUNT: invalid({
    message: 'There are words for {slides} slides, but {count} images.',
    cause: 'Each entry of slides belongs to one image of a carousel.',
    fix: 'Give as many entries as there are images, or fewer.',
  }),
  PIN_SAVE_WITH_MEDIA: invalid({
    message:
      'Saving an existing Pin takes no media, title, text or link: Pinterest keeps those of the Pin.',
    cause: 'savePinId was sent together with media.',
    fix: 'Remove the media, or remove savePinId and publish a new Pin.',
  }),
  PIN_ID_INVALID: invalid({
    message: '"{value}" is not the id of a Pin.',
    cause: 'Ids of Pins consist of digits only; they stand at the end of the address of a Pin.',
    fix: 'Use the digits of https://www.pinterest.com/pin/<digits>/.',
  }),
  PIN_LINK_SHORTENER: invalid({
    message: 'The link goes through the shortener {host}, which Pinterest blocks as spam.',
    cause: 'Pinterest cannot see where a short link leads.',
    fix: 'Use the full address of the page. With repair: true Linchpin looks it up.',
  }),
  PIN_SCHEDULE_INVALID: invalid({
    message: 'The time cannot be understood: {reason}',
    cause: 'The time or the time zone is not written in a form this call reads.',
    fix: 'Use ISO 8601 such as 2026-12-01T09:00:00Z, or a local time with timezone "Europe/Berlin".',
  }),
  PIN_FIRST_COMMENT_UNSUPPORTED: invalid({
    message: 'Pinterest has no way to add a first comment.',
    cause: 'The Pinterest API does not offer comments.',
    fix: 'Remove firstComment and put the text in the description.',
  }),
  PIN_RATE_LIMITED: platform(
    {
      message: 'Pinterest rate limit reached. The Pin waits and goes out by itself.',
      cause: 'The account used up its requests for this minute or day.',
      fix: 'Nothing to do. Spread Pins out if it happens often.',
    },
    { type: 'rate_limit_error', category: 'platform_rate_limit', status: 429, retryable: true },
  ),
  PIN_SPAM_BLOCKED: platform({
    message: 'Pinterest blocked the link because it may lead to spam.',
    cause:
      'Pinterest distrusts the link or its domain: shorteners, redirects, or the same link too often.',
    fix: 'Use the direct address of the page, and pause this link for a day or two. Sending it again at once makes it worse.',
  }),
  PIN_LINK_PAUSED: platform(
    {
      message:
        'Pinterest blocked links to {domain} as spam; Pins of this account with such links wait until {until}.',
      cause:
        'Another Pin of this account with a link to the same site was blocked a short while ago.',
      fix: 'Nothing to do: the Pin goes out by itself. To publish it sooner, give it a link to another site or none.',
    },
    { category: 'platform_rate_limit', status: 429, retryable: true },
  ),
  PIN_REJECTED: platform({
    message: 'Pinterest refused the Pin: {text}',
    cause: 'Pinterest gave a reason that has no entry of its own here.',
    fix: "Read Pinterest's text, change what it names, and publish again.",
  }),
  PIN_IMAGE_REFUSED: platform({
    message: 'Pinterest could not use the image: {text}',
    cause: 'Pinterest found it too small, damaged or of a kind it does not take.',
    fix: 'Use a JPEG or PNG of about 1000×1500 pixels.',
  }),
  PIN_LINK_REFUSED: platform({
    message: 'Invalid URL or request data. Pinterest refused the link: {text}',
    cause: 'The address is not valid for Pinterest, or its site does not allow saving Pins.',
    fix: 'Use another page of the site, or publish without a link.',
  }),
  PIN_BOARD_GONE: platform({
    message: 'The board does not exist on Pinterest any more.',
    cause: 'It was deleted, or the account lost access, after the Pin was scheduled.',
    fix: 'Choose another board and publish again. Pins that wait for it can be moved to another board together.',
  }),
  PIN_SECTION_GONE: platform({
    message: 'The board section does not exist on Pinterest any more.',
    cause: 'It was deleted after the Pin was scheduled.',
    fix: 'Choose another section or none, and publish again. Pins that wait for it can be moved together.',
  }),
  PINTEREST_UNAVAILABLE: platform(
    {
      message: 'Pinterest cannot be reached or answers with errors of its own.',
      cause: 'A fault at Pinterest or on the way to it.',
      fix: 'Nothing to do: the Pin is tried again by itself.',
    },
    { category: 'platform_error', retryable: true },
  ),
  PIN_OUTCOME_UNKNOWN: platform(
    {
      message: 'Pinterest never said whether the Pin was created, and it cannot be found out.',
      cause:
        'The connection broke in the moment of publishing, and reading the board gave no clear answer.',
      fix: 'Look at the board. If the Pin is there, link it; if not, publish it again.',
    },
    { category: 'platform_error' },
  ),
  PIN_RESTORED_UNCERTAIN: platform(
    {
      message:
        'This Pin was due between the backup of {takenAt} and its restore, and may be on Pinterest already.',
      cause:
        'Nothing is kept of what was published after the backup, and the Pin was not found: it was not published, or it was edited or deleted on Pinterest.',
      fix: 'Look at the account on Pinterest, then answer for all such Pins at once: linchpin restored --publish or --discard. Link single ones that are out.',
    },
    { category: 'platform_error' },
  ),
  VIDEO_NOT_UPLOADED: internal({
    message: 'The video is not at Pinterest yet.',
    cause: 'The Pin reached a later step without its upload: a defect of Linchpin.',
    fix: 'Publish the Pin again; the video is then uploaded first.',
  }),
  VIDEO_UPLOAD_FAILED: platform(
    {
      message: 'The video could not be uploaded to Pinterest: {reason}',
      cause: "Pinterest's storage refused the file again and again.",
      fix: 'Publish again later. If it stays, export the video anew and smaller.',
    },
    { category: 'platform_error', retryable: true },
  ),
  VIDEO_PROCESSING_FAILED: platform({
    message: 'Pinterest could not process the video.',
    cause: 'Pinterest gives no reason. Most often the file is damaged or uses an unusual codec.',
    fix: 'Export the video as MP4 with H.264 video and AAC audio, and publish again.',
  }),
  VIDEO_PROCESSING_TIMEOUT: platform(
    {
      message: 'Pinterest was still processing the video after {minutes} minutes, twice.',
      cause: 'A fault at Pinterest, or a video it has trouble with.',
      fix: 'Publish again later, or export the video as MP4 with H.264 video and AAC audio.',
    },
    { category: 'platform_error', retryable: true },
  ),
  PIN_NOT_FOUND_ON_PINTEREST: platform({
    message: 'The Pin to save does not exist on Pinterest any more.',
    cause: 'It was deleted, or belongs to a secret board of someone else.',
    fix: 'Choose another Pin.',
  }),
  PIN_GAVE_UP: internal(
    {
      message: 'The Pin was taken up {count} times and work on it never finished.',
      cause: 'The worker stopped or crashed each time it worked on this Pin.',
      fix: 'Run "linchpin doctor", then publish the Pin again.',
    },
    { retryable: true },
  ),
  PIN_NOT_CANCELLABLE: invalid(
    {
      message: 'The Pin is {status} and can no longer be changed.',
      cause: 'Pinterest already has it, or is being asked for it right now.',
      fix: 'Wait until it is published, then delete it on Pinterest.',
    },
    { status: 409 },
  ),
} as const;
