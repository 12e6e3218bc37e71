/** Postiz' names of what a Pin is made of. */
const ofPin: Readonly<Record<string, string>> = {
  boardId: 'board',
  boardSectionId: 'section',
  altText: 'alt_text',
  dominantColor: 'dominant_color',
  coverImageKeyFrameTime: 'cover_image_key_frame_time',
  coverImageUrl: 'image.thumbnail',
  aiDisclosures: 'ai_disclosures',
};

/** Other fields of ours that are called something else. */
const others: Readonly<Record<string, string>> = {
  content: 'value[0].content',
  title: 'settings.title',
  scheduledFor: 'date',
  accountId: 'integration.id',
  platforms: 'posts',
  postId: 'id',
};

/** A field of an operation in Postiz' words; one of that API stays as it is. */
export function postizField(field: string): string {
  const [, pinField, rest = ''] =
    /^platforms\[\d+\]\.platformSpecificData\.(\w+)(.*)$/.exec(field) ?? [];
  if (pinField !== undefined) return `settings.${ofPin[pinField] ?? pinField}${rest}`;
  if (/^platforms\[\d+\]$/.test(field)) return 'value[0]';
  if (/^platforms\[\d+\]\.accountId$/.test(field)) return 'integration.id';
  const [media, place = ''] = /^(?:mediaIds|mediaItems)(\[\d+\])?/.exec(field) ?? [];
  if (media !== undefined) return `value[0].image${place}`;
  return others[field] ?? field;
}
