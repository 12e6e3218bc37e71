import classes from './PinTimeline.module.css';
import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { explain } from '../api/explain.ts';
import { useTimeline } from '../api/queries.ts';
import { toneOf } from './format.ts';
import { clockTime, withLocalTimes } from '../api/times.ts';

interface PinTimelineProps {
  postId: string;
  pinId: string;
  /** Whether the post changes without anybody's doing: then its history grows. */
  moving: boolean;
}

/** What happened to a Pin, behind a quiet line; nothing is asked for before it is opened. */
export function PinTimeline({ postId, pinId, moving }: PinTimelineProps) {
  const [open, setOpen] = useState(false);
  return (
    <details className={classes.timeline} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className={classes.summary}>
        <IconChevronRight size={16} stroke={2} aria-hidden="true" className={classes.chevron} />
        What happened
      </summary>
      {open && <Entries postId={postId} pinId={pinId} moving={moving} />}
    </details>
  );
}

function Entries({ postId, pinId, moving }: PinTimelineProps) {
  const { data, error, isPending } = useTimeline(postId, pinId, moving);
  if (isPending) return <p className={classes.note}>Reading …</p>;
  if (error) return <p className={classes.note}>{explain(error).message}</p>;
  if (!data) return <p className={classes.note}>This Pin is not there any more.</p>;
  return (
    <>
      {data.earlier !== null && <p className={classes.note}>Only the newest entries are shown.</p>}
      <ol className={classes.entries}>
        {data.entries.map((entry) => (
          <li key={entry.id ?? 'beginning'} className={classes.entry} data-tone={toneOf(entry)}>
            <time dateTime={entry.at} className={classes.time}>
              {clockTime(entry.at, undefined, true)}
            </time>
            {withLocalTimes(entry.text, entry.at)}
          </li>
        ))}
      </ol>
    </>
  );
}
