import { Textarea, TextInput } from '@mantine/core';
import { Counted } from './fields.tsx';
import { FieldFindings } from './check/Findings.tsx';
import type { Checking } from './check/useChecking.ts';
import type { ComposeForm } from './useComposer.ts';
import { countCharacters, limits, usualDescription } from './values.ts';

const below = ['label', 'input', 'error', 'description'] as (
  | 'label'
  | 'input'
  | 'error'
  | 'description'
)[];

export function TextFields({ form, checking }: { form: ComposeForm; checking: Checking }) {
  const { title, description, link, altText } = form.values;
  const long = countCharacters(description.trim()) > usualDescription;
  return (
    <>
      <div>
        <TextInput
          {...form.getInputProps('title')}
          id="compose-title"
          label="Title"
          autoComplete="off"
          inputWrapperOrder={below}
          description={
            <Counted
              text={title}
              limit={limits.title}
              hint="About the first 40 characters show in the feed."
            />
          }
        />
        <FieldFindings checking={checking} field="title" />
      </div>
      <div>
        <Textarea
          {...form.getInputProps('description')}
          id="compose-description"
          label="Description"
          rows={5}
          inputWrapperOrder={below}
          description={
            <Counted
              text={description}
              limit={limits.description}
              hint={
                long
                  ? `Pinterest takes it, but most of its views cut after ${usualDescription}.`
                  : 'Say what people will find, in the words they would search for.'
              }
            />
          }
        />
        <FieldFindings checking={checking} field="description" />
      </div>
      <div>
        <TextInput
          {...form.getInputProps('link')}
          id="compose-link"
          label="Link"
          type="url"
          inputMode="url"
          autoComplete="off"
          placeholder="https://"
          inputWrapperOrder={below}
          description={
            <Counted text={link} limit={limits.link} hint="Where a click on the Pin leads." />
          }
        />
        <FieldFindings checking={checking} field="link" />
      </div>
      <div>
        <Textarea
          {...form.getInputProps('altText')}
          id="compose-altText"
          label="Alt text"
          rows={2}
          inputWrapperOrder={below}
          description={
            <Counted
              text={altText}
              limit={limits.altText}
              hint="What is to be seen, for people who cannot see it."
            />
          }
        />
        <FieldFindings checking={checking} field="altText" />
      </div>
    </>
  );
}
