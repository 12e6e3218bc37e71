import { IconPhoto, IconPlayerPlayFilled } from '@tabler/icons-react';
import { PinImage } from '../../pins/PinImage.tsx';
import { isVideo, viewAddress, type Item } from './items.ts';
import classes from './Media.module.css';

/** The file in small, with its place in the carousel. */
export function Thumb({ item, number }: { item: Item; number: number | null }) {
  const address = viewAddress(item);
  const color = item.media?.dominantColor ?? null;
  const Icon = isVideo(item) ? IconPlayerPlayFilled : IconPhoto;
  return (
    <div className={classes.thumb}>
      {address !== null && !isVideo(item) ? (
        <PinImage
          key={address}
          picture={{ url: address, width: 3, height: 4, dominantColor: color }}
          alt=""
        />
      ) : (
        <span className={classes.noThumb}>
          <Icon size={22} stroke={1.5} aria-hidden="true" />
        </span>
      )}
      {number !== null && <span className={classes.number}>{number}</span>}
    </div>
  );
}
