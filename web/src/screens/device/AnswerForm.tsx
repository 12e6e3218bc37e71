import { Button, Group, Radio, Stack, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { client, type DeviceLogin } from '../../api/client.ts';
import { Failure } from '../../ui/Failure.tsx';
import { When } from '../../ui/When.tsx';
import classes from './Device.module.css';

const choices = [
  { value: 'read', label: 'Look at everything' },
  { value: 'publish', label: 'Write, plan and publish Pins' },
  { value: 'manage', label: 'Also manage accounts and webhooks, and delete Pins from Pinterest' },
] as const;
type Access = (typeof choices)[number]['value'];

/** Who asks, what it may do, and the answer. */
export function AnswerForm({ login, workspace }: { login: DeviceLogin; workspace: string }) {
  const [access, setAccess] = useState<Access>('publish');
  const answer = useMutation({
    mutationFn: (approve: boolean) =>
      client.deviceLogins.answer(login.userCode, { approve, access }),
  });
  if (answer.data)
    return (
      <Text role="status">
        {answer.data.message} {answer.data.apiKey && 'Go back to the terminal.'}
      </Text>
    );
  return (
    <section className={classes.form} aria-labelledby="who">
      <Title order={2} id="who">
        {login.client}
        {login.deviceName !== null && ` on ${login.deviceName}`}
      </Title>
      <Text>
        Is this the code in your terminal? <b className={classes.code}>{login.userCode}</b>
      </Text>
      <Text size="sm" c="dimmed">
        Asked <When at={login.createdAt} /> from {login.address ?? 'an unknown address'}
      </Text>
      <Radio.Group
        label={`What it may do in ${workspace}`}
        value={access}
        onChange={(value) =>
          setAccess(choices.find((each) => each.value === value)?.value ?? access)
        }
      >
        <Stack mt="xs" gap="xs">
          {choices.map(({ value, label }) => (
            <Radio key={value} value={value} label={label} />
          ))}
        </Stack>
      </Radio.Group>
      <Failure error={answer.error} />
      <Group>
        <Button loading={answer.isPending && answer.variables} onClick={() => answer.mutate(true)}>
          Let it in
        </Button>
        <Button
          variant="default"
          loading={answer.isPending && !answer.variables}
          onClick={() => answer.mutate(false)}
        >
          Deny
        </Button>
      </Group>
    </section>
  );
}
