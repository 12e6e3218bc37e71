import { useState, type FocusEvent } from 'react';
import type { ComposeValues } from './values.ts';

/** Fields that a person fills in one after the other; the others hold something or nothing at once. */
const texts = ['title', 'description', 'link', 'altText'] as const;

const filled = (values: ComposeValues): string[] => texts.filter((name) => values[name] !== '');

/** Which fields may be judged: a text that nobody has come to yet is not missing. */
export function useJudging(initial: ComposeValues) {
  const [left, setLeft] = useState(() => new Set(filled(initial)));
  const [all, setAll] = useState(false);
  return {
    judges: (field: string) => all || left.has(field) || !texts.some((name) => name === field),
    /** For the form: the field that loses the focus may be judged from now on. */
    onBlur: ({ target }: FocusEvent<HTMLElement>) => {
      const field = target.id.replace(/^compose-/, '');
      if (!left.has(field)) setLeft(new Set([...left, field]));
    },
    judgeAll: () => setAll(true),
    reset: (values: ComposeValues) => {
      setLeft(new Set(filled(values)));
      setAll(false);
    },
  };
}

export type Judging = ReturnType<typeof useJudging>;
