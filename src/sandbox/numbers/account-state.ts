import { countOf } from '../curves/metrics.ts';
import type { User } from '../state/entities.ts';
import type { SandboxContext } from '../state/context.ts';
import { dayOf } from './days.ts';
import { finalThrough } from './final.ts';
import { countingsOf, followersSubject } from './subjects.ts';
import { readyThrough, toldSum } from './told.ts';

/** Followers that are no accounts of the sandbox, by the end of yesterday, and those added by hand by now. */
export function followersOfCurve(sandbox: SandboxContext, user: User): number {
  const today = dayOf(sandbox.clock.now());
  const sum = finalThrough(sandbox, followersSubject(user), today - 1);
  const added = sandbox.store.figuresOf(user.id)?.get(today)?.add['FOLLOWER'] ?? 0;
  return Math.max(0, countOf(sum, 'FOLLOWER') + added);
}

/** Impressions of the last 30 days that are counted. */
export function monthlyViews(sandbox: SandboxContext, user: User): number {
  const ready = readyThrough(sandbox);
  let views = 0;
  for (const { subject } of countingsOf(sandbox, user))
    views += countOf(toldSum(sandbox, subject, [ready - 29, ready]), 'IMPRESSION');
  return views;
}
