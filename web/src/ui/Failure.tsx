import { Text } from '@mantine/core';
import { explain } from '../api/explain.ts';

/** What went wrong and what helps, beside what was tried. */
export function Failure({ error }: { error: unknown }) {
  if (!error) return null;
  const { message, fix } = explain(error);
  return (
    <Text size="sm" c="red" role="alert">
      {message} {fix}
    </Text>
  );
}
