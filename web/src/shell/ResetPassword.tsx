import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../api/client.ts';
import { Failure } from '../ui/Failure.tsx';
import { NewPassword } from '../ui/NewPassword.tsx';
import { EntryCard } from './EntryCard.tsx';

/** Where a link leads that sets a new password. */
export function ResetPassword({ token, onDone }: { token: string; onDone: () => void }) {
  const queryClient = useQueryClient();
  const [password, setPassword] = useState('');
  const reset = useMutation({
    mutationFn: () => client.session.resetPassword(token, password),
    meta: { signsIn: true },
    onSuccess: async () => {
      onDone();
      await queryClient.resetQueries();
    },
  });
  return (
    <EntryCard title="Set a new password" onSubmit={() => reset.mutate()}>
      <NewPassword label="New password" value={password} onChange={setPassword} />
      <Failure error={reset.error} />
      <Button type="submit" loading={reset.isPending} fullWidth>
        Set and sign in
      </Button>
      <Button variant="default" onClick={onDone}>
        Not now
      </Button>
    </EntryCard>
  );
}
