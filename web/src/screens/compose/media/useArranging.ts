import { useRef, useState } from 'react';
import type { ComposeForm } from '../useComposer.ts';
import { nameOf } from './items.ts';

/** Moving and removing media, and what a screen reader is told of it. */
export function useArranging(form: ComposeForm) {
  const [said, setSaid] = useState('');
  const [over, setOver] = useState<number | null>(null);
  const dragged = useRef<number>(null);

  const move = (from: number, to: number) => {
    const { media } = form.getValues();
    const item = media[from];
    if (!item || from === to || to < 0 || to >= media.length) return;
    form.reorderListItem('media', { from, to });
    setSaid(`${nameOf(item)} is now ${to + 1} of ${media.length}.`);
  };

  const remove = (index: number) => {
    const item = form.getValues().media[index];
    form.removeListItem('media', index);
    if (item) setSaid(`${nameOf(item)} removed.`);
    document.getElementById('compose-media')?.focus(); // Its button is gone.
  };

  /** Where a dragged row would come to lie. */
  const drag = {
    over,
    start: (index: number) => {
      dragged.current = index;
    },
    enter: (index: number): boolean => {
      if (dragged.current === null) return false;
      setOver(index === dragged.current ? null : index);
      return true;
    },
    end: () => {
      dragged.current = null;
      setOver(null);
    },
    drop: (index: number) => {
      if (dragged.current !== null) move(dragged.current, index);
      drag.end();
    },
  };

  return { said, move, remove, drag };
}

export type Arranging = ReturnType<typeof useArranging>;
