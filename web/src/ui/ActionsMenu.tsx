import { ActionIcon, Menu, type ActionIconProps } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface ActionsMenuProps extends Pick<ActionIconProps, 'my' | 'mr' | 'loading'> {
  /** What the actions are for. */
  name: string;
  children: ReactNode;
}

/** The button with three dots, and the actions behind it. */
export const ActionsMenu = ({ name, children, ...button }: ActionsMenuProps) => (
  <Menu position="bottom-end">
    <Menu.Target>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={44}
        aria-label={`Actions for ${name}`}
        {...button}
      >
        <IconDots aria-hidden="true" />
      </ActionIcon>
    </Menu.Target>
    <Menu.Dropdown>{children}</Menu.Dropdown>
  </Menu>
);
