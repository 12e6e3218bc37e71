import { Skeleton, VisuallyHidden } from '@mantine/core';
import { Masonry, MasonryItem } from './Masonry.tsx';
import classes from '../../ui/PinCard.module.css';

/** Pixels; uneven, as the images will be. */
const heights = [320, 240, 360, 280, 340, 220, 300, 260];

export function PinSkeletons() {
  return (
    <>
      <VisuallyHidden role="status">Loading Pins</VisuallyHidden>
      <div aria-hidden="true">
        <Masonry label="Loading">
          {heights.map((height) => (
            <MasonryItem key={height}>
              <div className={classes.card}>
                <Skeleton height={height} radius={0} />
                <div className={classes.body}>
                  <Skeleton height={20} width={96} radius="xl" />
                  <Skeleton height={16} />
                  <Skeleton height={14} width="60%" />
                </div>
              </div>
            </MasonryItem>
          ))}
        </Masonry>
      </div>
    </>
  );
}
