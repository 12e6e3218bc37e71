import { Alert, Button, Progress, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { FileInput } from './DropZone.tsx';
import type { Upload } from './useUpload.ts';
import classes from './Compose.module.css';

interface UploadProgressProps {
  upload: Exclude<Upload, { state: 'idle' }>;
  onFile: (file: File | undefined) => void;
  onStop: () => void;
}

export function UploadProgress({ upload, onFile, onStop }: UploadProgressProps) {
  if (upload.state === 'failed')
    return (
      <Alert
        color="red"
        role="alert"
        icon={<IconAlertCircle aria-hidden="true" />}
        title={upload.why.message}
      >
        <Text size="sm">
          {upload.why.fix} ({upload.filename})
        </Text>
        <div className={classes.mediaActions}>
          <label className={classes.replace}>
            <FileInput onFile={onFile} />
            Choose another image
          </label>
          <Button variant="subtle" size="compact-sm" onClick={onStop}>
            Dismiss
          </Button>
        </div>
      </Alert>
    );
  const percent = Math.round(upload.share * 100);
  return (
    <div className={classes.sending}>
      <Text fw={550} role="status">
        {percent < 100 ? `Uploading ${upload.filename}` : `Reading ${upload.filename}`}
      </Text>
      <Progress value={percent} animated={percent === 100} aria-label="Upload" />
      <Button variant="default" size="compact-sm" onClick={onStop}>
        Stop
      </Button>
    </div>
  );
}
