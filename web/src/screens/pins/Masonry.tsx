import { useLayoutEffect, useRef, type ReactNode } from 'react';
import classes from './Masonry.module.css';

/** Pixels per grid row, as in Masonry.module.css. */
const row = 4;

/** Cards of any height without holes, in the order of the document: tab order stays sensible. */
export function Masonry({ children, label }: { children: ReactNode; label: string }) {
  return (
    <ul className={classes.grid} aria-label={label}>
      {children}
    </ul>
  );
}

/** Takes as many grid rows as its content is high. */
export function MasonryItem({ children }: { children: ReactNode }) {
  const item = useRef<HTMLLIElement>(null);
  const content = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const measured = content.current;
    if (!measured) return undefined;
    const fit = () => {
      const rows = Math.ceil(measured.getBoundingClientRect().height / row);
      item.current?.style.setProperty('--rows', String(rows));
    };
    fit();
    const observer = new ResizeObserver(fit);
    observer.observe(measured);
    return () => observer.disconnect();
  }, []);

  return (
    <li className={classes.item} ref={item}>
      <div className={classes.content} ref={content}>
        {children}
      </div>
    </li>
  );
}
