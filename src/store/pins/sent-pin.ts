import { sql, type RawBuilder } from 'kysely';
import type { SentPin } from '../../domain/pins/pin.ts';
import type { PinRow } from '../schema/rows.ts';

/** The columns of a Pin that a create request is made from. */
type Sent = Omit<SentPin, 'offsetMs' | 'endedMs' | 'restored'>;

/** SQL for sent_snapshot from the present columns; `more`: a jsonb expression with further fields. */
export const sentPin = (more: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  jsonb_build_object('boardId', board_id, 'sectionId', section_id, 'title', title, 'description', description,
    'link', link, 'altText', alt_text, 'dominantColor', dominant_color, 'kind', kind, 'parentPinId', parent_pin_id,
    'mediaIds', to_jsonb(media_ids)) || ${more}`;

/** What Pinterest was, or may have been, asked for; a Pin sent by the release before kept nothing but its columns. */
export const readSentPin = (pin: Sent & Pick<PinRow, 'sentSnapshot'>): SentPin =>
  pin.sentSnapshot ?? {
    boardId: pin.boardId,
    sectionId: pin.sectionId,
    title: pin.title,
    description: pin.description,
    link: pin.link,
    altText: pin.altText,
    dominantColor: pin.dominantColor,
    kind: pin.kind,
    parentPinId: pin.parentPinId,
    mediaIds: pin.mediaIds,
    offsetMs: null,
  };
