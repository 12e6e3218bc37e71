import { Select } from '@mantine/core';
import { useEffect, useEffectEvent } from 'react';
import { useAccounts } from '../../api/queries.ts';
import { AccountHealth } from './AccountHealth.tsx';
import { BoardField } from './BoardField.tsx';
import { FieldFindings } from './check/Findings.tsx';
import type { Checking } from './check/useChecking.ts';
import type { ComposeForm } from './useComposer.ts';

/** Who publishes, and where. With a single account there is nothing to choose. */
export function TargetFields({ form, checking }: { form: ComposeForm; checking: Checking }) {
  const accounts = useAccounts();
  const { accountId } = form.values;
  const chosen = accounts.data?.find((account) => account._id === accountId);

  const choose = useEffectEvent((id: string) => form.setFieldValue('accountId', id));
  const first = accounts.data?.[0];
  const firstId = first && first._id;
  useEffect(() => {
    if (firstId !== undefined && !chosen) choose(firstId);
  }, [firstId, chosen]);

  return (
    <>
      {accounts.data && accounts.data.length > 1 && (
        <Select
          {...form.getInputProps('accountId')}
          id="compose-accountId"
          label="Account"
          allowDeselect={false}
          data={accounts.data.map((account) => ({
            value: account._id,
            label: `${account.displayName} (@${account.username})`,
          }))}
          onChange={(id) => {
            form.setFieldValue('accountId', id ?? '');
            form.setFieldValue('boardId', '');
          }}
        />
      )}
      <AccountHealth accounts={accounts} chosen={chosen} />
      <div>
        <BoardField form={form} accountId={accountId} />
        <FieldFindings checking={checking} field="boardId" />
      </div>
    </>
  );
}
