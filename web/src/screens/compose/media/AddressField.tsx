import { Button, TextInput } from '@mantine/core';
import type { ComposeForm } from '../useComposer.ts';
import { itemAt } from './items.ts';
import classes from './Media.module.css';

interface AddressFieldProps {
  form: ComposeForm;
  /** What the address is asked for. */
  of: string;
  addable: boolean;
}

/** An address counts as soon as it is typed; "Add another" makes room for the next. */
export function AddressField({ form, of, addable }: AddressFieldProps) {
  const address = form.values.mediaUrl.trim();
  return (
    <div className={classes.address}>
      <TextInput
        {...form.getInputProps('mediaUrl')}
        className={classes.addressInput}
        id="compose-mediaUrl"
        label={`Or the address of ${of}`}
        type="url"
        inputMode="url"
        autoComplete="off"
        placeholder="https://example.com/photo.jpg"
      />
      {address && addable && (
        <Button
          variant="default"
          onClick={() => {
            form.insertListItem('media', itemAt(address));
            form.setFieldValue('mediaUrl', '');
            document.getElementById('compose-mediaUrl')?.focus();
          }}
        >
          Add another
        </Button>
      )}
    </div>
  );
}
