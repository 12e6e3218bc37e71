/** bundle.social's names of what a Pin is made of. */
const ofPin: Readonly<Record<string, string>> = {
  title: 'text',
  boardId: 'boardName',
  coverImageUrl: 'thumbnail',
  coverMediaId: 'thumbnail',
  aiDisclosures: 'isAiGenerated',
};

/** Other fields of ours that are called something else. */
const others: Readonly<Record<string, string>> = {
  content: 'data.PINTEREST.description',
  platforms: 'socialAccountTypes',
  scheduledFor: 'postDate',
  profileId: 'teamId',
  queuedFromProfile: 'teamId',
  accountId: 'teamId',
  platform: 'type',
  redirect_url: 'redirectUrl',
  expiresInMinutes: 'expiresIn',
  filename: 'fileName',
  contentType: 'mimeType',
  size: 'fileSize',
  pinId: 'postId',
};

/** A field of an operation in the words of bundle.social's API; one of that API stays as it is. */
export function bundleField(field: string): string {
  const [, pinField, rest = ''] =
    /^platforms\[\d+\]\.platformSpecificData\.(\w+)(.*)$/.exec(field) ?? [];
  if (pinField !== undefined) return `data.PINTEREST.${ofPin[pinField] ?? pinField}${rest}`;
  const [, index] = /^platforms\[(\d+)\](\.|$)/.exec(field) ?? [];
  if (index !== undefined) return `socialAccountTypes[${index}]`;
  const [media, place = ''] = /^(?:mediaIds|mediaItems)(\[\d+\])?/.exec(field) ?? [];
  if (media !== undefined) return `data.PINTEREST.uploadIds${place}`;
  return others[field] ?? field;
}

/** `data.PINTEREST.uploadIds[0]` as the parts of a path. */
export const pathOf = (field: string): (string | number)[] =>
  field
    .split(/[.[\]]+/)
    .filter((part) => part !== '')
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
