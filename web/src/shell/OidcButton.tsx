import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { client } from '../api/client.ts';
import { Failure } from '../ui/Failure.tsx';

/** Leads to the identity provider, which leads back here. */
export function OidcButton({ name, invite }: { name: string; invite?: string }) {
  const start = useMutation({
    mutationFn: () => client.session.startOidc(invite),
    meta: { signsIn: true },
    onSuccess: ({ url }) => window.location.assign(url),
  });
  return (
    <>
      <Button
        variant="default"
        fullWidth
        loading={start.isPending || start.isSuccess}
        onClick={() => start.mutate()}
      >
        Sign in with {name}
      </Button>
      <Failure error={start.error} />
    </>
  );
}
