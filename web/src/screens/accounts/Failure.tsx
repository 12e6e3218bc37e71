import { Text } from '@mantine/core';
import { explain } from '../../api/explain.ts';

/** What went wrong in a dialog, and what helps. */
export function Failure({ error }: { error: unknown }) {
  const { message, fix } = explain(error);
  return (
    <Text size="sm" c="red" role="alert">
      {message} {fix}
    </Text>
  );
}
