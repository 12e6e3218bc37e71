import {
  pinMetrics,
  type MetricSet,
  type PackedDay,
  type PinMetric,
} from '../../analytics/index.ts';

/** The columns of account_day that hold the Pins' figures, by metric. */
export const columnOf: Readonly<Record<PinMetric, string>> = {
  impressions: 'packed_impressions',
  saves: 'packed_saves',
  pinClicks: 'packed_pin_clicks',
  outboundClicks: 'packed_outbound_clicks',
  follows: 'packed_follows',
  profileVisits: 'packed_profile_visits',
  videoViews: 'packed_video_views',
  video10sViews: 'packed_video_10s_views',
  videoStarts: 'packed_video_starts',
  video95PercentViews: 'packed_video_95_percent_views',
  videoWatchMs: 'packed_video_watch_ms',
  videoAvgWatchMs: 'packed_video_avg_watch_ms',
};

interface PackedColumn {
  name: string;
  of(day: PackedDay): Buffer | null;
}

/** Every packed column with where its bytes are. */
export const packedColumns: readonly PackedColumn[] = [
  { name: 'packed_pins', of: (day) => day.pins },
  ...pinMetrics.map((metric): PackedColumn => ({
    name: columnOf[metric],
    of: (day) => day.columns[metric] ?? null,
  })),
  ...(['standard', 'video'] as const).map((set): PackedColumn => ({
    name: withheldColumn(set),
    of: (day) => day.withheld[set] ?? null,
  })),
  { name: 'left_out', of: (day) => day.leftOut },
];

export function withheldColumn(set: MetricSet): string {
  return `withheld_${set}`;
}
