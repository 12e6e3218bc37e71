import { ActionIcon } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import classes from './Media.module.css';

interface RowActionsProps {
  name: string;
  index: number;
  count: number;
  onMove: (from: number, to: number) => void;
  onRemove: (index: number) => void;
}

/** Moving by keyboard and by touch; with a mouse the row can be dragged as well. */
export function RowActions({ name, index, count, onMove, onRemove }: RowActionsProps) {
  const moves = [
    { label: 'up', to: index - 1, Icon: IconArrowUp },
    { label: 'down', to: index + 1, Icon: IconArrowDown },
  ];
  return (
    <div className={classes.rowActions}>
      {count > 1 &&
        moves.map(({ label, to, Icon }) => {
          const end = to < 0 || to >= count;
          return (
            <ActionIcon
              key={label}
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={`Move ${name} ${label}`}
              // Not `disabled`, which would take the focus away at the end of the way.
              aria-disabled={end}
              {...(end && { 'data-end': true })}
              className={classes.move}
              onClick={({ currentTarget: button }) => {
                onMove(index, to);
                requestAnimationFrame(() => button.focus()); // Moved in the page, it lost the focus.
              }}
            >
              <Icon size={18} stroke={1.8} aria-hidden="true" />
            </ActionIcon>
          );
        })}
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={`Remove ${name}`}
        onClick={() => onRemove(index)}
      >
        <IconX size={18} stroke={1.8} aria-hidden="true" />
      </ActionIcon>
    </div>
  );
}
