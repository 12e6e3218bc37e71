import { IconLock, IconShieldLock, IconWorld } from '@tabler/icons-react';
import type { Board } from '../api/client.ts';

const looks = {
  PUBLIC: { label: 'Public', icon: IconWorld },
  PROTECTED: { label: 'Protected', icon: IconShieldLock },
  SECRET: { label: 'Secret', icon: IconLock },
} as const;

export const privacyLabel = (privacy: Board['privacy']) => looks[privacy].label;

/** `alone`: no text beside it says the same. */
export function PrivacyIcon({
  privacy,
  alone = true,
}: {
  privacy: Board['privacy'];
  alone?: boolean;
}) {
  const { label, icon: Icon } = looks[privacy];
  return (
    <Icon
      size={17}
      stroke={1.8}
      {...(alone ? { role: 'img', 'aria-label': `${label} board` } : { 'aria-hidden': true })}
    />
  );
}
