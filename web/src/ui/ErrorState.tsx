import { Button, Code, Paper, Stack, Text, Title } from '@mantine/core';
import { IconCloudOff, IconRefresh } from '@tabler/icons-react';
import { explain } from '../api/explain.ts';
import classes from './ErrorState.module.css';

interface ErrorStateProps {
  error: unknown;
  onRetry: () => void;
  heading?: 'h1' | 'h2';
  /** What was to be read; said first, since the reason may be worded for something else. */
  what?: string;
}

/** Says what failed, what helps, and the request id by which the log line is found. */
export function ErrorState({ error, onRetry, heading = 'h2', what }: ErrorStateProps) {
  const { message, fix, requestId } = explain(error);
  return (
    <Paper className={classes.box} role="alert">
      <Stack align="center" gap="sm">
        <IconCloudOff size={36} stroke={1.6} aria-hidden="true" className={classes.icon} />
        <Title order={heading === 'h1' ? 1 : 2} size="h2">
          {what ?? message}
        </Title>
        <Text c="dimmed">{what ? message : fix}</Text>
        <Button leftSection={<IconRefresh size={18} aria-hidden="true" />} onClick={onRetry}>
          Try again
        </Button>
        {requestId && (
          <Text size="sm" c="dimmed">
            Request <Code>{requestId}</Code>
          </Text>
        )}
      </Stack>
    </Paper>
  );
}
