import { ActionIcon } from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '../api/client.ts';
import { forgetForm, forgetSent } from '../screens/compose/form-memory.ts';
import classes from './Shell.module.css';

export function SignOut() {
  const queryClient = useQueryClient();
  const close = useMutation({
    mutationFn: client.session.close,
    onSuccess: () => {
      forgetForm();
      forgetSent();
      return queryClient.resetQueries();
    },
  });
  return (
    <ActionIcon
      className={classes.headerIcon}
      variant="transparent"
      size={40}
      aria-label="Sign out"
      title="Sign out"
      loading={close.isPending}
      onClick={() => close.mutate()}
    >
      <IconLogout size={20} stroke={1.8} aria-hidden="true" />
    </ActionIcon>
  );
}
