import { PasswordInput } from '@mantine/core';

interface NewPasswordProps {
  value: string;
  onChange: (value: string) => void;
  label?: string;
}

/** Where a new password is typed; the server judges it. */
export const NewPassword = ({ value, onChange, label = 'Password' }: NewPasswordProps) => (
  <PasswordInput
    label={label}
    description="At least 10 characters, such as four words."
    value={value}
    onChange={(event) => onChange(event.currentTarget.value)}
    autoComplete="new-password"
    visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the password', tabIndex: 0 }}
    required
    withAsterisk={false}
  />
);
