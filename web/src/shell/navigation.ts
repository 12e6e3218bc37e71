import { IconLayoutGrid, IconNotebook, IconUserCircle, IconUsers } from '@tabler/icons-react';

/** Pages of the product, in the order of the menu. A new page is one line here and one route. */
export const pages = [
  { to: '/', label: 'Pins', icon: IconLayoutGrid },
  { to: '/boards', label: 'Boards', icon: IconNotebook },
  { to: '/accounts', label: 'Accounts', icon: IconUserCircle },
  { to: '/people', label: 'People', icon: IconUsers },
] as const;
