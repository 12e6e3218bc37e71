import classes from './PinMedia.module.css';
import type { Post } from '../api/client.ts';
import { ownMediaAddress } from '../api/own-media.ts';
import { PinImage } from './PinImage.tsx';
import { VisuallyHidden } from '@mantine/core';
import { IconBoxMultiple, IconVideo, IconPlayerPlayFilled } from '@tabler/icons-react';
import { minutesAndSeconds } from './format.ts';

/** The first picture of a post, marked when there is more to it: slides, or a video behind its cover. */
export function PinMedia({ post }: { post: Post }) {
  const video = post.mediaItems.find(({ type }) => type === 'video');
  const images = post.mediaItems.filter(({ type }) => type === 'image');
  const [picture] = images;
  if (!video && !picture) return null;
  return (
    <div className={classes.media}>
      {picture ? (
        <PinImage
          key={picture.url}
          picture={{ ...picture, url: ownMediaAddress(picture.mediaId, picture.url) }}
          sizes="(max-width: 520px) 46vw, 240px"
          alt={picture.altText ?? post.platforms[0]?.platformSpecificData.altText ?? ''}
        />
      ) : (
        video && <PlayTile video={video} />
      )}
      <MediaBadge video={video} slides={images.length} />
    </div>
  );
}

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
