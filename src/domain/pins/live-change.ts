/** The words of one image of a carousel as Pinterest shows them. */
export interface LiveSlide {
  title: string | null;
  description: string | null;
  link: string | null;
}

/** What can be changed of a Pin that Pinterest shows. */
export interface LiveFields {
  title: string | null;
  description: string | null;
  link: string | null;
  altText: string | null;
  boardId: string | null;
  sectionId: string | null;
  slides: LiveSlide[];
}

/** The fields of a Pin that can be changed, as Pinterest showed them. */
export const liveFields = (
  pin: Omit<LiveFields, 'slides'> & { media: { slides?: LiveSlide[] } },
): LiveFields => ({
  title: pin.title,
  description: pin.description,
  link: pin.link,
  altText: pin.altText,
  boardId: pin.boardId,
  sectionId: pin.sectionId,
  slides: pin.media.slides ?? [],
});

export const liveFieldNames = [
  'title',
  'description',
  'link',
  'altText',
  'boardId',
  'sectionId',
  'slides',
] as const satisfies readonly (keyof LiveFields)[];

/** These fields of a live Pin alone. */
export const pickFields = (
  of: LiveFields,
  names: readonly (keyof LiveFields)[],
): Partial<LiveFields> => Object.fromEntries(names.map((name) => [name, of[name]]));

export const fieldsOf = (wanted: Partial<LiveFields>): (keyof LiveFields)[] =>
  liveFieldNames.filter((name) => wanted[name] !== undefined);

/** Whether two values are one to a reader: Pinterest trims texts, and shows an empty one as none. */
export function isSame(a: unknown, b: unknown): boolean {
  return plain(a) === plain(b);
}

function plain(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value.replace(/\r\n?/g, '\n').trim();
  if (Array.isArray(value))
    return JSON.stringify(
      (value as LiveSlide[]).map(({ title, description, link }) => [
        plain(title),
        plain(description),
        plain(link),
      ]),
    );
  return JSON.stringify(value);
}

/** Fields that are not as they are wanted. */
export const otherThan = (wanted: Partial<LiveFields>, live: LiveFields): (keyof LiveFields)[] =>
  fieldsOf(wanted).filter((name) => !isSame(live[name], wanted[name]));

/** What is to be done for a wanted change. */
export type EditAction =
  /** Pinterest shows what is wanted. */
  | { kind: 'done' }
  /** These fields, as they are wanted, are to be sent. */
  | { kind: 'send'; fields: (keyof LiveFields)[] }
  /** These fields were changed on Pinterest since the person saw them: ask. */
  | { kind: 'conflict'; fields: (keyof LiveFields)[] };

/**
 * Field by field: what is as wanted stays, what is as the person saw it is sent, and anything else was changed on
 * Pinterest meanwhile. The same rule answers for a request without an answer, so it needs no memory of what was sent.
 * @param before of every field in `wanted`, as the person saw it.
 */
export function decideEdit(
  before: Partial<LiveFields>,
  wanted: Partial<LiveFields>,
  live: LiveFields,
): EditAction {
  const open = otherThan(wanted, live);
  const theirs = open.filter((name) => !isSame(live[name], before[name]));
  if (theirs.length > 0) return { kind: 'conflict', fields: theirs };
  return open.length === 0 ? { kind: 'done' } : { kind: 'send', fields: open };
}
