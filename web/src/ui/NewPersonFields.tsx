import { TextInput } from '@mantine/core';
import { NewPassword } from './NewPassword.tsx';

export interface NewPerson {
  login: string;
  name: string;
  password: string;
}

interface NewPersonFieldsProps {
  value: NewPerson;
  onChange: (value: NewPerson) => void;
  autoFocus?: boolean;
}

/** What a new person enters: their name, and what they sign in with from now on. */
export const NewPersonFields = ({ value, onChange, autoFocus = false }: NewPersonFieldsProps) => (
  <>
    <TextInput
      label="Your name"
      value={value.name}
      onChange={(event) => onChange({ ...value, name: event.currentTarget.value })}
      autoComplete="name"
      required
      withAsterisk={false}
      autoFocus={autoFocus}
    />
    <TextInput
      label="E-mail or user name"
      description="With which you sign in from now on."
      value={value.login}
      onChange={(event) => onChange({ ...value, login: event.currentTarget.value })}
      autoComplete="username"
      autoCapitalize="none"
      required
      withAsterisk={false}
    />
    <NewPassword value={value.password} onChange={(password) => onChange({ ...value, password })} />
  </>
);
