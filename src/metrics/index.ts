export type { DatabaseFigures, MetricsSources } from './database.ts';
export { createMetrics, type Metrics } from './metrics.ts';
