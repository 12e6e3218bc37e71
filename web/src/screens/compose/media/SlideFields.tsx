import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ComposeForm } from '../useComposer.ts';
import classes from './Media.module.css';

const fields = [
  { name: 'title', label: 'Title' },
  { name: 'description', label: 'Description' },
  { name: 'link', label: 'Link' },
] as const;

/** The words of one slide, folded away while nobody needs them. */
export function SlideFields({ form, index }: { form: ComposeForm; index: number }) {
  const item = form.values.media[index];
  const written = fields.filter(({ name }) => item?.[name].trim());
  const [open, setOpen] = useState(false);
  const wrong = fields.some(({ name }) => Boolean(form.errors[`media.${index}.${name}`]));
  return (
    <details
      className={classes.words}
      open={open || wrong}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        {`Another title or link for slide ${index + 1}`}
        {written.length > 0 && !open && (
          <span className={classes.quiet}>
            {' '}
            {written.map(({ label }) => label.toLowerCase()).join(', ')}
          </span>
        )}
      </summary>
      <div className={classes.wordFields}>
        {fields.map(({ name, label }) => (
          <TextInput
            key={name}
            {...form.getInputProps(`media.${index}.${name}`)}
            id={`compose-media.${index}.${name}`}
            label={label}
            aria-label={`${label} of slide ${index + 1}`}
            autoComplete="off"
            {...(name === 'link' && { type: 'url', inputMode: 'url', placeholder: 'https://' })}
          />
        ))}
      </div>
    </details>
  );
}
