import { IconAlertCircle, IconAlertTriangle, IconBulb } from '@tabler/icons-react';

/** Worst first; icon and words say the same. */
export const severities = [
  {
    severity: 'error',
    title: 'To put right',
    one: 'thing to put right',
    many: 'things to put right',
    Icon: IconAlertCircle,
  },
  {
    severity: 'warning',
    title: 'Warnings',
    one: 'warning',
    many: 'warnings',
    Icon: IconAlertTriangle,
  },
  { severity: 'hint', title: 'Hints', one: 'hint', many: 'hints', Icon: IconBulb },
] as const;

export type SeverityLook = (typeof severities)[number];
