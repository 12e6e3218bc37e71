import type { LiveFields } from '../domain/pins/live-change.ts';
import type { PinUpdate } from '../pinterest/index.ts';

/** The body of PATCH /pins/{id} for these fields of what is wanted. A move names the section along with the board. */
export function pinUpdate(
  wanted: Partial<LiveFields>,
  fields: readonly (keyof LiveFields)[],
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
        carousel_slots: slides.map((slide) => ({
          ...(slide.title !== null && { title: slide.title }),
          ...(slide.description !== null && { description: slide.description }),
          ...(slide.link !== null && { link: slide.link }),
        })),
      }),
  };
}
