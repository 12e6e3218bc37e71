export type { DatabaseFigures } from './database.ts';
export { createMetrics, type Metrics, type MetricsSources } from './metrics.ts';
