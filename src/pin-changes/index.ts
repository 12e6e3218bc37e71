export { changeDuePins } from './change-due-pins.ts';
export type { ChangeCrashPoint, ChangePoint } from './crash-point.ts';
export { defaultChangePolicy, type ChangePolicy } from './policy.ts';
