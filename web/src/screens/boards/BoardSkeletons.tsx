import { Skeleton, VisuallyHidden } from '@mantine/core';
import classes from './Boards.module.css';

export function BoardSkeletons() {
  return (
    <>
      <VisuallyHidden role="status">Loading boards</VisuallyHidden>
      <div className={classes.list} aria-hidden="true">
        {['first', 'second', 'third'].map((row) => (
          <div key={row} className={classes.board}>
            <Skeleton height={56} width={56} radius="sm" />
            <div className={classes.main}>
              <Skeleton height={16} width="40%" mb={8} />
              <Skeleton height={12} width="25%" />
            </div>
          </div>
        ))}
      </div>
    </>
  );
}
