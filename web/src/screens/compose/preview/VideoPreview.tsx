import { useState } from 'react';
import { renditionOf } from '../../../api/own-media.ts';
import { isVideo, viewAddress, type Item } from '../media/items.ts';
import { Blank } from './Blank.tsx';
import classes from './Preview.module.css';

interface VideoPreviewProps {
  video: Item;
  cover: Item | null;
  /** Of the frame that is the cover, as typed. */
  second: string;
}

/** The video with the browser's own controls, and the cover before it plays. */
export function VideoPreview({ video, cover, second }: VideoPreviewProps) {
  const [unplayable, setUnplayable] = useState<string | null>(null);
  const address = viewAddress(video);
  if (address === null) return <Blank words="Linchpin fetches the video" />;
  if (unplayable === address) return <Blank words="This browser cannot play the video" />;
  const picture = cover && !isVideo(cover) ? viewAddress(cover) : null;
  const { width, height } = video.media ?? {};
  return (
    <video
      className={classes.video}
      // A fragment shows that frame without playing.
      src={Number(second) > 0 && !cover ? `${address}#t=${Number(second)}` : address}
      {...(picture !== null && { poster: renditionOf(picture, 640) })}
      style={{ aspectRatio: width && height ? width / height : 2 / 3 }}
      aria-label="The video"
      controls
      muted
      playsInline
      preload="metadata"
      onError={() => setUnplayable(address)}
    />
  );
}
