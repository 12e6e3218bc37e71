import { Input, TextInput, VisuallyHidden } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { DropZone } from './DropZone.tsx';
import { MediaFacts } from './MediaFacts.tsx';
import type { ComposeForm } from './useComposer.ts';
import { UploadProgress } from './UploadProgress.tsx';
import { useUpload } from './useUpload.ts';
import classes from './Compose.module.css';

/** A file, dropped, chosen or pasted; or an address that Linchpin fetches itself. */
export function MediaField({ form }: { form: ComposeForm }) {
  const { upload: ready, mediaUrl } = form.values;
  const { upload, start, stop } = useUpload((media) => {
    form.setFieldValue('upload', media);
    form.clearFieldError('mediaUrl');
  });
  const take = (file: File | undefined) => {
    if (file) void start(file);
  };

  useWindowEvent('paste', (event) => {
    const file = event.clipboardData?.files[0];
    if (!file) return;
    event.preventDefault();
    take(file);
  });

  return (
    <fieldset className={classes.media}>
      <legend className={classes.legend}>Image</legend>
      {upload.state !== 'idle' ? (
        <UploadProgress upload={upload} onFile={take} onStop={stop} />
      ) : ready ? (
        <MediaFacts
          media={ready}
          onFile={take}
          onRemove={() => form.setFieldValue('upload', null)}
        />
      ) : (
        <DropZone onFile={take} />
      )}
      {ready || upload.state !== 'idle' ? (
        form.errors.mediaUrl && <Input.Error>{form.errors.mediaUrl}</Input.Error>
      ) : (
        <TextInput
          {...form.getInputProps('mediaUrl')}
          id="compose-mediaUrl"
          label="Or the address of an image"
          type="url"
          inputMode="url"
          autoComplete="off"
          placeholder="https://example.com/photo.jpg"
          value={mediaUrl}
        />
      )}
      <VisuallyHidden role="status">{ready ? 'Image uploaded' : ''}</VisuallyHidden>
    </fieldset>
  );
}
