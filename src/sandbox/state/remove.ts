import type { Board, Pin, RemovedPin, Section } from './entities.ts';
import type { SandboxContext } from './context.ts';

type Place = Pick<SandboxContext, 'store' | 'clock'>;

/** Takes a Pin away. What it earned so far stays with its account. */
export function removePin({ store, clock }: Place, pin: Pin, by: RemovedPin['by']): void {
  const { id, ownerId, createdAt, link } = pin;
  const video = pin.content.type === 'video';
  store.remove('pins', id);
  store.put('removedPins', { id, ownerId, createdAt, goneAt: clock.now(), by, video, link });
}

/** Takes a section away, with its Pins. */
export function removeSection(place: Place, section: Section, by: RemovedPin['by']): void {
  for (const pin of place.store.pinsOf(section.boardId))
    if (pin.sectionId === section.id) removePin(place, pin, by);
  place.store.remove('sections', section.id);
}

/** Takes a board away, with its sections and Pins. */
export function removeBoard(place: Place, board: Board, by: RemovedPin['by']): void {
  const { store } = place;
  for (const pin of store.pinsOf(board.id)) removePin(place, pin, by);
  for (const section of store.all('sections'))
    if (section.boardId === board.id) store.remove('sections', section.id);
  store.remove('boards', board.id);
}
