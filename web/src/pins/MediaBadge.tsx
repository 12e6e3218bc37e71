import { VisuallyHidden } from '@mantine/core';
import { IconBoxMultiple, IconVideo } from '@tabler/icons-react';
import type { Post } from '../api/client.ts';
import { minutesAndSeconds } from './time.ts';
import classes from './PinMedia.module.css';

interface MediaBadgeProps {
  video: Post['mediaItems'][number] | undefined;
  slides: number;
}

/** Says that a Pin is a carousel of so many images, or a video of such a length. */
export function MediaBadge({ video, slides }: MediaBadgeProps) {
  if (!video && slides < 2) return null;
  const Icon = video ? IconVideo : IconBoxMultiple;
  const length = video?.durationSeconds ?? null;
  return (
    <span className={classes.badge}>
      <Icon size={15} stroke={2} aria-hidden="true" />
      {video ? (
        <>
          <VisuallyHidden>Video</VisuallyHidden> {length !== null && minutesAndSeconds(length)}
        </>
      ) : (
        <>
          <VisuallyHidden>Carousel of</VisuallyHidden> {slides}
          <VisuallyHidden> images</VisuallyHidden>
        </>
      )}
    </span>
  );
}
