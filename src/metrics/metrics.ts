import { collectDefaultMetrics, Registry } from 'prom-client';
import type { HttpObserver } from '../http/index.ts';
import type { RequestObserver } from '../pinterest/index.ts';
import type { StepObserver } from '../publisher/index.ts';
import type { AttemptReport } from '../deliveries/index.ts';
import { countAttempts, countHttp, countLeases, countRequests, countSteps } from './counted.ts';
import { showDatabase, type MetricsSources } from './database.ts';

/** The figures of this process and, read at each scrape, of the database it shares with others. */
export interface Metrics {
  onStep: StepObserver;
  onRequest: RequestObserver;
  onTakenOver: (pins: readonly unknown[]) => void;
  onAttempt: (attempt: AttemptReport) => void;
  onHttp: HttpObserver;
  /** In the text format of Prometheus. */
  text(): Promise<string>;
  contentType: string;
}

/** Figures of a process of its own: nothing here is shared with another one in the same program. */
export function createMetrics(sources: MetricsSources): Metrics {
  const registry = new Registry();
  const refresh = showDatabase(registry, sources);
  let watchesProcess = false;
  return {
    onStep: countSteps(registry),
    onRequest: countRequests(registry),
    onTakenOver: countLeases(registry),
    onAttempt: countAttempts(registry),
    onHttp: countHttp(registry),
    contentType: registry.contentType,
    async text() {
      // Watching the event loop and memory costs a little, so it begins at the first scrape.
      if (!watchesProcess) collectDefaultMetrics({ register: registry });
      watchesProcess = true;
      await refresh();
      return registry.metrics();
    },
  };
}
