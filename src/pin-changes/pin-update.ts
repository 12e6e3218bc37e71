import type { LiveFields } from '../domain/pins/live-change.ts';
import type { PinUpdate } from '../pinterest/index.ts';

/**
 * The body of PATCH /pins/{id} for these fields of what is wanted. A move names the section along with the board. Words of
 * an image that are to go are sent empty, since Pinterest takes no null for them.
 */
export function pinUpdate(
  wanted: Partial<LiveFields>,
  fields: readonly (keyof LiveFields)[],
  shown: Pick<LiveFields, 'slides'>,
): PinUpdate {
  const has = (name: keyof LiveFields) => fields.includes(name);
  const { title, description, link, altText, boardId, sectionId, slides } = wanted;
  const moves = has('boardId') && typeof boardId === 'string';
  const section = moves ? (sectionId ?? undefined) : has('sectionId') ? sectionId : undefined;
  return {
    ...(has('title') && title !== undefined && { title }),
    ...(has('description') && description !== undefined && { description }),
    ...(has('link') && link !== undefined && { link }),
    ...(has('altText') && altText !== undefined && { alt_text: altText }),
    ...(moves && { board_id: boardId }),
    ...(section !== undefined && { board_section_id: section }),
    ...(has('slides') &&
      slides && {
        carousel_slots: slides.map((slide, index) => {
          const now = shown.slides[index];
          const [title, description, link] = (['title', 'description', 'link'] as const).map(
            (name) => slide[name] ?? (now?.[name] ? '' : undefined),
          );
          return {
            ...(title !== undefined && { title }),
            ...(description !== undefined && { description }),
            ...(link !== undefined && { link }),
          };
        }),
      }),
  };
}
