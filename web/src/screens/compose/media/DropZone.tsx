import { IconPhotoUp, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import classes from './Media.module.css';

const accepted = 'image/*,video/*,.heic,.heif,.avif,.tif,.tiff,.mov,.m4v';

interface DropZoneProps {
  onFiles: (files: FileList) => void;
  /** What more may come; undefined while there is nothing yet. */
  more: string | undefined;
}

/** A label around a real file input: keyboard, screen reader and drop all work. */
export function DropZone({ onFiles, more }: DropZoneProps) {
  const [over, setOver] = useState(false);
  return (
    <label
      className={classes.drop}
      data-small={more !== undefined || undefined}
      data-over={over || undefined}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onFiles(event.dataTransfer.files);
      }}
    >
      {/* Lies invisibly over its label. */}
      <input
        className={classes.file}
        type="file"
        multiple
        accept={accepted}
        onChange={(event) => {
          if (event.currentTarget.files?.length) onFiles(event.currentTarget.files);
          event.currentTarget.value = ''; // So that the same file can come again.
        }}
      />
      {more !== undefined ? (
        <>
          <IconPlus size={18} stroke={2} aria-hidden="true" className={classes.dropIcon} />
          <span>{more}</span>
        </>
      ) : (
        <>
          <IconPhotoUp size={34} stroke={1.5} aria-hidden="true" className={classes.dropIcon} />
          <span>
            <b>Choose files</b>, drop them here or paste them
          </span>
          <span className={classes.quiet}>
            One image, up to 5 for a carousel, or a video. 1000 × 1500 pixels shows best.
          </span>
        </>
      )}
    </label>
  );
}
