import { Alert, Button, FileButton, Progress, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import type { Upload, Uploads } from './useUploads.ts';
import classes from './Media.module.css';

/** A file on its way up, or why it did not arrive. */
export function UploadRow({ upload, uploads }: { upload: Upload; uploads: Uploads }) {
  const { key, file, share, why } = upload;
  if (why)
    return (
      <li>
        <Alert
          color="red"
          role="alert"
          icon={<IconAlertCircle aria-hidden="true" />}
          title={why.message}
        >
          <Text size="sm">
            {why.fix} ({file.name})
          </Text>
          <div className={classes.alertActions}>
            {why.retryable ? (
              <Button variant="default" size="compact-sm" onClick={() => uploads.retry(upload)}>
                Try again
              </Button>
            ) : (
              <FileButton
                onChange={(chosen) => {
                  if (!chosen) return;
                  uploads.drop(key);
                  uploads.add([chosen]);
                }}
              >
                {(props) => (
                  <Button {...props} variant="default" size="compact-sm">
                    Choose another
                  </Button>
                )}
              </FileButton>
            )}
            <Button variant="subtle" size="compact-sm" onClick={() => uploads.drop(key)}>
              Dismiss
            </Button>
          </div>
        </Alert>
      </li>
    );
  const percent = Math.round((share ?? 0) * 100);
  const state = share === null ? 'Waiting:' : percent < 100 ? 'Uploading' : 'Reading';
  return (
    <li className={classes.sending}>
      <div className={classes.sendingHead}>
        <Text fw={550} role="status" className={classes.filename}>
          {state} {file.name}
        </Text>
        <Button
          variant="default"
          size="compact-sm"
          aria-label={`Stop ${file.name}`}
          onClick={() => uploads.drop(key)}
        >
          Stop
        </Button>
      </div>
      <Progress value={percent} animated={percent === 100} aria-label={`Upload of ${file.name}`} />
    </li>
  );
}
