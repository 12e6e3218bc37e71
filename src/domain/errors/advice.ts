import { invalid } from './entry.ts';

/** What does not stop a Pin but costs reach or quality. Shown as warnings and hints. */
export const adviceErrors = {
  ADVICE_NO_TITLE: invalid({
    message: 'The Pin has no title.',
    cause: 'Search on Pinterest weighs the title most; its first 40 characters show in the feed.',
    fix: 'Add a title that names what the image shows.',
  }),
  ADVICE_NO_LINK: invalid({
    message: 'The Pin has no link.',
    cause: 'Without a link nobody can get from the Pin to your page.',
    fix: 'Add the address of the page the Pin is about.',
  }),
  ADVICE_NO_ALT_TEXT: invalid({
    message: 'The image has no alt text.',
    cause: 'People who cannot see the image hear its alt text, and search reads it too.',
    fix: 'Describe in a sentence what the image shows.',
  }),
  ADVICE_SHORT_DESCRIPTION: invalid({
    message: 'The description has {count} characters.',
    cause: 'Descriptions of 100 characters and more give search enough words to find the Pin by.',
    fix: 'Say more: what it is, for whom, and the words people would search for.',
  }),
  ADVICE_LONG_DESCRIPTION: invalid({
    message: 'The description has {count} characters; Pinterest recommends at most 500.',
    cause: 'The API takes 800, but Pinterest shows and recommends 500.',
    fix: 'Put what matters into the first 500 characters.',
  }),
  ADVICE_KEYWORDS: invalid({
    message:
      'People also search for {keywords} (from {source} related searches for {terms}, as of {asOf}).',
    cause:
      "These are Pinterest's related searches for the name of the board and the parts of the title. Pinterest does not say how often they are searched for.",
    fix: 'Use those that fit the Pin in its title or description; words that do not fit look like spam.',
  }),
  ADVICE_FIRST_FRAME: invalid({
    message: 'The animated GIF is published as a still image.',
    cause:
      'A GIF keeps moving only when Pinterest can fetch it from this server, which has no public address.',
    fix: 'Set LINCHPIN_PUBLIC_URL to an address Pinterest can reach, or use a video.',
  }),
  ADVICE_ANIMATION_STILL: invalid({
    message: 'The animation is published as a still image.',
    cause: 'Of animated images Pinterest moves GIFs only.',
    fix: 'Use a video, or a GIF, if it should move.',
  }),
  ADVICE_DUPLICATE_IMAGE: invalid({
    message: 'The same image goes to this board on {date} too.',
    cause: 'Pinterest shows repeats of an image less, and may take many of them for spam.',
    fix: 'Use another image or board, or save the existing Pin with savePinId.',
  }),
  ADVICE_LINK_TOO_SOON: invalid({
    message: 'A Pin with this link goes out {distance} {side} this one.',
    cause: 'The same link many times within a day or two looks like spam to Pinterest.',
    fix: 'Leave at least {gap} between Pins with the same link: {nextFreeAt} (UTC) is free.',
  }),
  ADVICE_IMAGE_TOO_SOON: invalid({
    message: 'A Pin with this image goes to another board {distance} {side} this one.',
    cause: 'Pinterest shows repeats of an image less when they come close together.',
    fix: 'Leave at least {gap} between Pins with the same image: {nextFreeAt} (UTC) is free.',
  }),
  ADVICE_TOO_CLOSE: invalid({
    message: 'Another Pin of this account goes out {distance} {side} this one.',
    cause: 'Pins in a burst look like a program at work, and take views from each other.',
    fix: 'Leave at least {gap} between two Pins: {nextFreeAt} (UTC) is free.',
  }),
  ADVICE_MANY_PINS: invalid({
    message: 'With this one, {count} Pins of this account go out within 24 hours.',
    cause: 'Many Pins in a day look like spam to Pinterest, which names no figure itself.',
    fix: 'Keep to {limit} in 24 hours: {nextFreeAt} (UTC) is free.',
  }),
  ADVICE_WARMING_UP: invalid({
    message: 'With this one, {count} Pins of this new account go out within 24 hours.',
    cause:
      'Pinterest trusts an account that begins slowly. It counts as new until {until} (UTC), or until it has a hundred Pins.',
    fix: 'Keep to {limit} in 24 hours until then: {nextFreeAt} (UTC) is free.',
  }),
  ADVICE_HTML: invalid({
    message: 'The text holds HTML, {found}, which Pinterest shows as it stands.',
    cause: 'It was copied from the source of a page, or a program sent it as it stores it.',
    fix: 'Write plain text. With repair: true the tags go and the characters come back.',
  }),
  ADVICE_PLACEHOLDER: invalid({
    message: 'The text holds {found}, which looks like the place of a value that is missing.',
    cause: 'A template or an automation did not fill it in.',
    fix: 'Put in what belongs there.',
  }),
  ADVICE_LOST_CHARACTERS: invalid({
    message: 'The text holds "�", where a program lost a character.',
    cause: 'It was read in another encoding than it was written in.',
    fix: 'Write the character again.',
  }),
  ADVICE_LINK_ENTITIES: invalid({
    message: 'The link has an "&" as HTML writes it: {found}',
    cause:
      'It was copied from the source of a page; the part after it does not reach your page as it should.',
    fix: 'Write a plain "&". With repair: true Linchpin does.',
  }),
  ADVICE_LINK_UNCHECKED: invalid({
    message:
      'The page behind the link could not be checked: it answers programs with HTTP {status}.',
    cause: 'Many shops and networks let only browsers in; people see the page all the same.',
    fix: 'Open the link once to be sure. The Pin goes out.',
  }),
  ADVICE_LINK_DOWN: invalid({
    message: 'The page behind the link cannot be reached: {reason}',
    cause: 'It may be down for a moment, not published yet, or the link is misspelt.',
    fix: 'Open the link and correct it if needed. The Pin goes out all the same.',
  }),
  ADVICE_LINK_REDIRECTS: invalid({
    message: 'The link leads through {hops} redirects to {host}.',
    cause: 'Pinterest takes long redirect chains for spam.',
    fix: 'Use the final address. With repair: true Linchpin puts it in.',
  }),
  ADVICE_LINK_TAGGED: invalid({
    message: 'The link goes out as {link}.',
    cause: 'Tags for web statistics are added to the links of this account or workspace.',
    fix: 'Nothing has to be done. A link with a utm_ parameter of its own stays as it is.',
  }),
  ADVICE_LINK_SPAM_BEFORE: invalid({
    message: 'Pinterest blocked a Pin with a link to {host} on {date} as spam.',
    cause: 'It is likely to block this one too.',
    fix: 'Use another page, or wait a day or two and make sure the site is claimed in your Pinterest settings.',
  }),
} as const;
