import classes from './Media.module.css';
import { Input, Text } from '@mantine/core';
import { IconWand, IconPhoto, IconPlayerPlayFilled } from '@tabler/icons-react';
import type { ComposeForm } from '../useComposer.ts';
import type { Arrangement } from './arrangement.ts';
import { nameOf, type Item, isVideo, viewAddress } from './items.ts';
import { RowActions } from './RowActions.tsx';
import { SlideFields } from './SlideFields.tsx';
import type { Arranging } from './useArranging.ts';
import { PinImage } from '../../../ui/PinImage.tsx';

interface MediaRowProps {
  form: ComposeForm;
  index: number;
  arrangement: Arrangement;
  arranging: Arranging;
}

/** One file: what it turned out to be, what was changed in it, and its place among the others. */
export function MediaRow({ form, index, arrangement, arranging }: MediaRowProps) {
  const { media } = form.values;
  const item = media[index];
  if (!item) return null;
  const { drag } = arranging;
  const slide = arrangement.kind === 'carousel';
  const error = form.errors[`media.${index}`];
  const sortable = media.length > 1 && arrangement.kind !== 'video'; // A cover has no place in an order.
  return (
    <li
      className={classes.row}
      id={`compose-media.${index}`}
      tabIndex={-1}
      data-over={drag.over === index || undefined}
      onDragOver={(event) => {
        if (drag.enter(index)) event.preventDefault();
      }}
      onDrop={(event) => {
        event.preventDefault();
        drag.drop(index);
      }}
    >
      <div
        className={classes.rowHead}
        draggable={sortable}
        onDragStart={(event) => {
          event.dataTransfer.effectAllowed = 'move';
          event.dataTransfer.setData('text/plain', nameOf(item));
          drag.start(index);
        }}
        onDragEnd={drag.end}
      >
        <Thumb item={item} number={slide ? index + 1 : null} />
        <div className={classes.rowText}>
          <Text fw={600} className={classes.filename}>
            {nameOf(item)}
          </Text>
          <Text size="sm" c="dimmed">
            {item === arrangement.cover && 'Cover of the video · '}
            {factsOf(item)}
          </Text>
          {item.media?.notes.map((note) => (
            <Text key={note} size="sm" className={classes.note}>
              <IconWand size={16} stroke={1.8} aria-label="Changed" role="img" /> {note}
            </Text>
          ))}
        </div>
        <RowActions
          name={nameOf(item)}
          index={index}
          count={sortable ? media.length : 1}
          onMove={arranging.move}
          onRemove={arranging.remove}
        />
      </div>
      {error && <Input.Error>{error}</Input.Error>}
      {slide && <SlideFields form={form} index={index} />}
    </li>
  );
}

function factsOf({ media, url }: Item): string {
  if (!media) return url;
  const size = media.width === null ? '' : `${media.width} × ${media.height} pixels`;
  return [size, media.bytes === null ? '' : inBytes(media.bytes)].filter(Boolean).join(', ');
}

/** 1,234,567 bytes → "1.2 MB" */
const inBytes = (bytes: number) =>
  bytes < 1_000_000
    ? `${Math.max(1, Math.round(bytes / 1000))} KB`
    : `${(bytes / 1e6).toFixed(1)} MB`;

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
          sizes="51px"
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
