import { Alert, Button, Code, Text } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import classes from './People.module.css';

/** A link that is shown once. */
export function LinkToCopy({ url, about }: { url: string; about: string }) {
  const clipboard = useClipboard({ timeout: 2000 });
  return (
    <Alert variant="default" role="status" w="100%">
      <Text size="sm">{about} It is not shown again.</Text>
      <div className={classes.tools}>
        <Code className={classes.link}>{url}</Code>
        <Button variant="default" size="compact-md" onClick={() => clipboard.copy(url)}>
          {clipboard.copied ? 'Copied' : 'Copy the link'}
        </Button>
      </div>
    </Alert>
  );
}
