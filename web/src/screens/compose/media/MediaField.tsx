import classes from './Media.module.css';
import { Input, VisuallyHidden, TextInput } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { FieldFindings } from '../check/Findings.tsx';
import type { Checking } from '../check/useChecking.ts';
import { saidByQuestion } from '../problems.ts';
import type { ComposeForm, Composer } from '../useComposer.ts';
import { AddressField } from './AddressField.tsx';
import { arrange, mostSlides, shapesDiffer, type Arrangement } from './arrangement.ts';
import { DropZone } from './DropZone.tsx';
import { Conflict, FitChoice } from './FitChoice.tsx';
import { allItems } from './items.ts';
import { MediaRow } from './MediaRow.tsx';
import { UploadRow } from './UploadRow.tsx';
import { useArranging } from './useArranging.ts';

interface MediaFieldProps {
  composer: Composer;
  checking: Checking;
}

/** Files, dropped, chosen or pasted, in their order; or addresses that Linchpin fetches itself. */
export function MediaField({ composer, checking }: MediaFieldProps) {
  const { form, uploads, problems } = composer;
  const { media, mediaUrl } = form.values;
  const arranging = useArranging(form);
  const arrangement = arrange(allItems(form.values));
  const more = moreOf(arrange(media)); // An address being typed must not take its own field away.
  const listed = media.length > 0 || uploads.uploads.length > 0;
  const differ = shapesDiffer(arrangement.images);
  const refused = problems?.atFields.media?.some(({ code }) => saidByQuestion(code)) ?? false;
  const unsure = arrangement.images.some((item) => !item.media);

  useWindowEvent('paste', (event) => {
    const files = event.clipboardData?.files;
    if (!files?.length) return;
    event.preventDefault();
    uploads.add(files);
  });

  return (
    <fieldset className={classes.media} id="compose-media" tabIndex={-1}>
      <legend className={classes.legend}>Images or video</legend>
      {listed && (
        <ol className={classes.strip} aria-label="Media of this Pin">
          {media.map((item, index) => (
            <MediaRow
              key={item.key}
              form={form}
              index={index}
              arrangement={arrangement}
              arranging={arranging}
            />
          ))}
          {uploads.uploads.map((upload) => (
            <UploadRow key={upload.key} upload={upload} uploads={uploads} />
          ))}
        </ol>
      )}
      {arrangement.conflict && <Conflict {...arrangement.conflict} refused={refused} />}
      {arrangement.kind === 'carousel' && (differ || unsure) && (
        <FitChoice form={form} differ={differ} refused={refused} />
      )}
      {form.errors.media && <Input.Error>{form.errors.media}</Input.Error>}
      <FieldFindings checking={checking} field="media" />
      {more !== null && (
        <DropZone
          onFiles={uploads.add}
          more={media.length > 0 || uploads.sending ? `Add ${more}` : undefined}
        />
      )}
      {(more !== null || mediaUrl !== '') && (
        <AddressField
          form={form}
          of={media.length > 0 ? (more ?? 'one more') : 'an image or video'}
          addable={arrangement.images.length < mostSlides}
        />
      )}
      <FieldFindings checking={checking} field="mediaUrl" />
      {arrangement.kind === 'video' && !arrangement.cover && <CoverSecond form={form} />}
      <VisuallyHidden role="status">{arranging.said}</VisuallyHidden>
    </fieldset>
  );
}

/** What may still be added, in words; null when nothing may. */
function moreOf({ kind, cover, images }: Arrangement): string | null {
  if (kind === 'video') return cover ? null : 'a cover image';
  return kind === 'impossible' || images.length >= mostSlides ? null : 'another image';
}

/** Which frame of the video people see before it plays. */
export function CoverSecond({ form }: { form: ComposeForm }) {
  return (
    <TextInput
      {...form.getInputProps('coverSecond')}
      id="compose-coverSecond"
      label="Or a frame of the video as its cover"
      description="At this second; empty takes the first frame."
      type="number"
      inputMode="numeric"
      min={0}
      step={1}
      autoComplete="off"
      placeholder="0"
    />
  );
}
