import { Alert, Text } from '@mantine/core';
import { TextToCopy } from '../../ui/TextToCopy.tsx';

/** A link that is shown once. */
export const LinkToCopy = ({ url, about }: { url: string; about: string }) => (
  <Alert variant="default" role="status" w="100%">
    <Text size="sm">{about} It is not shown again.</Text>
    <TextToCopy text={url} button="Copy the link" />
  </Alert>
);
