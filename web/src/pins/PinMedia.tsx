import type { Post } from '../api/client.ts';
import { ownMediaAddress } from '../api/own-media.ts';
import { MediaBadge } from './MediaBadge.tsx';
import { PinImage } from './PinImage.tsx';
import { PlayTile } from './PlayTile.tsx';
import classes from './PinMedia.module.css';

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
          alt={picture.altText ?? post.platforms[0]?.platformSpecificData.altText ?? ''}
        />
      ) : (
        video && <PlayTile video={video} />
      )}
      <MediaBadge video={video} slides={images.length} />
    </div>
  );
}
