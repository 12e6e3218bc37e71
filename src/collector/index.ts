export { collectDue } from './collect-due.ts';
export { createRefresh, type Refresh, type Refreshed } from './refresh.ts';
