import { IconAlertTriangle } from '@tabler/icons-react';
import classes from './Media.module.css';

/** Why the media cannot stay as they are. */
export function Trouble({ message, fix }: { message: string; fix: string }) {
  return (
    <p className={classes.trouble} role="status">
      <IconAlertTriangle size={18} stroke={1.8} aria-hidden="true" />
      <span>
        <strong>{message}</strong> {fix}
      </span>
    </p>
  );
}
