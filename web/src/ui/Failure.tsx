import { Text, type MantineSpacing } from '@mantine/core';
import { explain } from '../api/explain.ts';

/** What went wrong and what helps, beside what was tried; nothing without an error. */
export function Failure({ error, mt }: { error: unknown; mt?: MantineSpacing }) {
  if (!error) return null;
  const { message, fix } = explain(error);
  return (
    <Text size="sm" c="red" role="alert" {...(mt !== undefined && { mt })}>
      {message} {fix}
    </Text>
  );
}
