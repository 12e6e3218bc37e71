import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router';
import { readAccountsSearch } from './screens/accounts/search.ts';
import { readDeviceSearch } from './screens/device/search.ts';
import { readPinsSearch } from './screens/pins/search.ts';
import { RouteError } from './routes/RouteError.tsx';
import { NotFound } from './routes/NotFound.tsx';
import { Root } from './routes/Root.tsx';

const root = createRootRoute({ component: Root, notFoundComponent: NotFound });

const pins = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: readPinsSearch,
  component: lazyRouteComponent(() => import('./screens/pins/PinsPage.tsx'), 'PinsPage'),
});

const compose = createRoute({
  getParentRoute: () => root,
  path: '/compose',
  component: lazyRouteComponent(() => import('./screens/compose/ComposePage.tsx'), 'ComposePage'),
});

const boards = createRoute({
  getParentRoute: () => root,
  path: '/boards',
  component: lazyRouteComponent(() => import('./screens/boards/BoardsPage.tsx'), 'BoardsPage'),
});

const accounts = createRoute({
  getParentRoute: () => root,
  path: '/accounts',
  validateSearch: readAccountsSearch,
  component: lazyRouteComponent(
    () => import('./screens/accounts/AccountsPage.tsx'),
    'AccountsPage',
  ),
});

const people = createRoute({
  getParentRoute: () => root,
  path: '/people',
  component: lazyRouteComponent(() => import('./screens/people/PeoplePage.tsx'), 'PeoplePage'),
});

const device = createRoute({
  getParentRoute: () => root,
  path: '/device',
  validateSearch: readDeviceSearch,
  component: lazyRouteComponent(() => import('./screens/device/DevicePage.tsx'), 'DevicePage'),
});

export const router = createRouter({
  routeTree: root.addChildren([pins, compose, boards, accounts, people, device]),
  defaultPreload: 'intent',
  defaultErrorComponent: RouteError,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
