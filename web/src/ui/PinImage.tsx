import { IconPhotoOff } from '@tabler/icons-react';
import { useState } from 'react';
import type { Post } from '../api/client.ts';
import { renditionsOf } from '../api/own-media.ts';
import classes from './PinImage.module.css';

type Picture = Pick<Post['mediaItems'][number], 'url' | 'width' | 'height' | 'dominantColor'>;

/** Pinterest's recommended shape, until the real one is known. */
const usual = { width: 1000, height: 1500 };

interface PinImageProps {
  picture: Picture;
  alt: string;
  /** How wide it is shown, as `sizes` of an image takes it: which rendition the browser fetches. */
  sizes: string;
  /** Where width and height are unknown, take the shape of the image once it is there. */
  natural?: boolean;
}

/** Keeps its place before and without the image: the shape is known, the colour stands in. */
export function PinImage({ picture, alt, sizes, natural = false }: PinImageProps) {
  const [state, setState] = useState<'loading' | 'shown' | 'broken'>('loading');
  const [measured, setMeasured] = useState(usual);
  const small = renditionsOf(picture.url);
  const width = picture.width ?? measured.width;
  const height = picture.height ?? measured.height;
  return (
    <div
      className={classes.frame}
      style={{
        aspectRatio: `${width} / ${height}`,
        ...(picture.dominantColor && { backgroundColor: picture.dominantColor }),
      }}
    >
      {state === 'broken' ? (
        <span className={classes.broken} role="img" aria-label={alt || 'The image cannot be shown'}>
          <IconPhotoOff size={28} stroke={1.6} aria-hidden="true" />
        </span>
      ) : (
        <img
          className={classes.image}
          data-state={state}
          {...(small && { srcSet: small, sizes })}
          src={picture.url}
          width={width}
          height={height}
          alt={alt}
          loading="lazy"
          decoding="async"
          referrerPolicy="no-referrer"
          onLoad={({ currentTarget: image }) => {
            if (natural) setMeasured({ width: image.naturalWidth, height: image.naturalHeight });
            setState('shown');
          }}
          onError={() => setState('broken')}
        />
      )}
    </div>
  );
}
