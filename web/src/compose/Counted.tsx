import classes from './Compose.module.css';
import { countCharacters } from './values.ts';

interface CountedProps {
  text: string;
  limit: number;
  hint: string;
}

/** Below a field: its hint, and how much room is left. */
export function Counted({ text, limit, hint }: CountedProps) {
  const count = countCharacters(text.trim());
  const over = count - limit;
  return (
    <span className={classes.counted}>
      <span>{hint}</span>
      <span className={classes.count} data-over={over > 0 || undefined}>
        {over > 0 ? `${over} over the limit of ${limit}` : `${count} of ${limit}`}
      </span>
    </span>
  );
}
