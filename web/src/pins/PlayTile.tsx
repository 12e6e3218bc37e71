import { IconPlayerPlayFilled } from '@tabler/icons-react';
import type { Post } from '../api/client.ts';
import classes from './PinMedia.module.css';

/** Stands for a video without a picture. Less tall than the video: there is nothing to see. */
export function PlayTile({ video }: { video: Post['mediaItems'][number] }) {
  const shape = video.width && video.height ? video.width / video.height : 1;
  return (
    <div className={classes.tile} style={{ aspectRatio: Math.max(shape, 0.8) }}>
      <span className={classes.play}>
        <IconPlayerPlayFilled size={26} aria-hidden="true" />
      </span>
    </div>
  );
}
