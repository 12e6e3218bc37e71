import classes from './StatusBadge.module.css';
import type { StatusLook } from './status.ts';

export function StatusBadge({ look }: { look: StatusLook }) {
  const Icon = look.icon;
  return (
    <span className={classes.badge} data-tone={look.tone}>
      <Icon
        size={15}
        stroke={2.2}
        aria-hidden="true"
        {...(look.spins && { className: classes.spin })}
      />
      {look.label}
    </span>
  );
}
