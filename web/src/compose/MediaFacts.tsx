import { Button, Text } from '@mantine/core';
import { IconInfoCircle, IconWand } from '@tabler/icons-react';
import type { Media } from '../api/client.ts';
import { ownMediaAddress } from '../api/own-media.ts';
import { FileInput } from './DropZone.tsx';
import { shapeHint } from './shape-hint.ts';
import classes from './Compose.module.css';

interface MediaFactsProps {
  media: Media;
  onFile: (file: File | undefined) => void;
  onRemove: () => void;
}

/** What the file turned out to be, what was changed in it, and what would show better. */
export function MediaFacts({ media, onFile, onRemove }: MediaFactsProps) {
  const hint = shapeHint(media);
  return (
    <div className={classes.facts}>
      <img
        className={classes.thumb}
        src={ownMediaAddress(media.id, media.url)}
        alt=""
        width={72}
        height={96}
      />
      <div className={classes.factsText}>
        <Text fw={600} className={classes.filename}>
          {media.filename ?? 'Image'}
        </Text>
        <Text size="sm" c="dimmed">
          {media.width} × {media.height} pixels{media.bytes !== null && `, ${inBytes(media.bytes)}`}
        </Text>
        {media.notes.map((note) => (
          <Text key={note} size="sm" className={classes.note}>
            <IconWand size={16} stroke={1.8} aria-label="Changed" role="img" /> {note}
          </Text>
        ))}
        {hint && (
          <Text size="sm" className={classes.note}>
            <IconInfoCircle size={16} stroke={1.8} aria-label="Hint" role="img" /> {hint}
          </Text>
        )}
        <div className={classes.mediaActions}>
          <label className={classes.replace}>
            <FileInput onFile={onFile} />
            Replace
          </label>
          <Button variant="subtle" size="compact-sm" onClick={onRemove}>
            Remove
          </Button>
        </div>
      </div>
    </div>
  );
}

/** 1,234,567 bytes → "1.2 MB" */
const inBytes = (bytes: number) =>
  bytes < 1_000_000
    ? `${Math.max(1, Math.round(bytes / 1000))} KB`
    : `${(bytes / 1e6).toFixed(1)} MB`;
