import { IconPhotoUp } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import classes from './Compose.module.css';

const accepted = 'image/*,.heic,.heif,.avif,.tif,.tiff';

interface DropZoneProps {
  onFile: (file: File | undefined) => void;
  children?: ReactNode;
}

/** A label around a real file input: keyboard, screen reader and drop all work. */
export function DropZone({ onFile, children }: DropZoneProps) {
  const [over, setOver] = useState(false);
  return (
    <label
      className={classes.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onFile(event.dataTransfer.files[0]);
      }}
    >
      <FileInput onFile={onFile} />
      <IconPhotoUp size={34} stroke={1.5} aria-hidden="true" className={classes.dropIcon} />
      <span>
        <b>Choose an image</b>, drop it here or paste it
      </span>
      <span className={classes.quiet}>
        Any image format. 1000 × 1500 pixels shows best on Pinterest.
      </span>
      {children}
    </label>
  );
}

/** Lies invisibly over its label. Emptied after each choice, so that the same file can come again. */
export function FileInput({ onFile }: { onFile: (file: File | undefined) => void }) {
  return (
    <input
      className={classes.file}
      type="file"
      accept={accepted}
      onChange={(event) => {
        const [file] = event.currentTarget.files ?? [];
        onFile(file);
        event.currentTarget.value = '';
      }}
    />
  );
}
