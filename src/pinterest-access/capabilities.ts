import type { Operation, RequestReport } from '../pinterest/index.ts';
import { learnCapability, learnMissingScopes, type Store } from '../store/index.ts';

/** What Pinterest lets only some apps do. */
type Feature = 'createPins' | 'editPins' | 'batchAnalytics';

const featureOf: Partial<Record<Operation, Feature>> = {
  'pins.create': 'createPins',
  'pins.update': 'editPins',
  'analytics.pins': 'batchAnalytics',
};

/** What one answer says of the app's permissions; null: nothing. */
export type Lesson =
  | { kind: 'feature'; feature: Feature; granted: boolean }
  | { kind: 'scopes'; missing: string[] }
  | null;

export function lessonOf({
  operation,
  status,
  kind,
  message,
}: Pick<RequestReport, 'operation' | 'status' | 'kind' | 'message'>): Lesson {
  const missing = kind === 'restricted_feature' ? missingScopes(message ?? '') : [];
  if (missing.length > 0) return { kind: 'scopes', missing };
  const feature = featureOf[operation];
  if (!feature) return null;
  if (status !== null && status < 300) return { kind: 'feature', feature, granted: true };
  return kind === 'trial_access' || kind === 'restricted_feature'
    ? { kind: 'feature', feature, granted: false }
    : null;
}

/** The scopes that Pinterest names as missing: `… Missing: ['boards:write']` (docs/pinterest.md, Sign-in). */
export const missingScopes = (text: string): string[] =>
  [...(/Missing: \[([^\]]*)\]/.exec(text)?.[1] ?? '').matchAll(/[a-z_]+:[a-z_]+/g)].map(
    ([scope]) => scope,
  );

/** Remembers with each Pinterest user what its app turned out to be allowed. */
export interface Capabilities {
  take(identityId: string, report: RequestReport): void;
  /** Stores what was taken. */
  keep(identityId: string): Promise<void>;
}

/** Milliseconds after which what an answer says is stored again; a new connection clears what was stored. */
const againMs = 60_000;

export function createCapabilities(store: Pick<Store, 'db'>): Capabilities {
  const stored = new Map<string, number>();
  const taken = new Map<string, Exclude<Lesson, null>[]>();
  return {
    take(identityId, report) {
      const lesson = lessonOf(report);
      if (!lesson) return;
      const key = `${identityId} ${JSON.stringify(lesson)}`;
      if (performance.now() - (stored.get(key) ?? -Infinity) < againMs) return;
      stored.set(key, performance.now());
      // An earlier answer about the same feature no longer applies.
      if (lesson.kind === 'feature')
        stored.delete(`${identityId} ${JSON.stringify({ ...lesson, granted: !lesson.granted })}`);
      taken.set(identityId, [...(taken.get(identityId) ?? []), lesson]);
    },
    async keep(identityId) {
      const lessons = taken.get(identityId) ?? [];
      taken.delete(identityId);
      for (const lesson of lessons)
        if (lesson.kind === 'scopes')
          await learnMissingScopes(store.db, identityId, lesson.missing);
        else await learnCapability(store.db, identityId, lesson.feature, lesson.granted);
    },
  };
}
