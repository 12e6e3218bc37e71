import { TextInput } from '@mantine/core';
import type { ComposeForm } from '../useComposer.ts';

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
