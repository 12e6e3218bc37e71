import { IconPhoto } from '@tabler/icons-react';
import classes from './Preview.module.css';

/** Stands where nothing can be shown. */
export function Blank({ words }: { words: string }) {
  return (
    <div className={classes.blank}>
      <IconPhoto size={40} stroke={1.3} aria-hidden="true" />
      {words}
    </div>
  );
}
