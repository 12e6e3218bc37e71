import { Button, Code, Group } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import classes from './TextToCopy.module.css';

/** A text that is to be taken elsewhere letter by letter. */
export function TextToCopy({ text, button = 'Copy' }: { text: string; button?: string }) {
  const clipboard = useClipboard({ timeout: 2000 });
  return (
    <Group gap="xs" mt={6}>
      <Code className={classes.text}>{text}</Code>
      <Button variant="default" size="compact-md" onClick={() => clipboard.copy(text)}>
        {clipboard.copied ? 'Copied' : button}
      </Button>
    </Group>
  );
}
