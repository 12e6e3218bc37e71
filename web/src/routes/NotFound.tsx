import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { PageHeader } from '../ui/PageHeader.tsx';

export function NotFound() {
  return (
    <Stack>
      <PageHeader title="There is no such page" />
      <Text>
        Go to{' '}
        <Anchor underline="always" renderRoot={(props) => <Link to="/" {...props} />}>
          your Pins
        </Anchor>
        .
      </Text>
    </Stack>
  );
}
