export { collectDue } from './collect-due.ts';
export { createRefresh } from './refresh.ts';
