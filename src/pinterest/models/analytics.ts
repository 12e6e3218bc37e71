/** Dates are UTC days, `YYYY-MM-DD`; Pinterest refuses a start more than 90 days ago. */
export interface AnalyticsWindow {
  start_date: string;
  end_date: string;
  app_types?: 'ALL' | 'MOBILE' | 'TABLET' | 'WEB';
}

export interface AccountAnalyticsQuery extends AnalyticsWindow {
  /** All of them when absent. */
  metric_types?: string[];
  from_claimed_content?: 'OTHER' | 'CLAIMED' | 'BOTH';
  pin_format?: string;
  content_type?: 'ALL' | 'PAID' | 'ORGANIC';
  source?: 'ALL' | 'YOUR_PINS' | 'OTHER_PINS';
  split_field?: 'NO_SPLIT' | 'APP_TYPE' | 'OWNED_CONTENT' | 'SOURCE' | 'PIN_FORMAT';
}

export interface TopPinsQuery extends Omit<AccountAnalyticsQuery, 'split_field'> {
  sort_by: string;
  /** 1 to 50; 10 when absent. */
  num_of_pins?: number;
  created_in_last_n_days?: 30;
}

export interface PinAnalyticsQuery extends AnalyticsWindow {
  metric_types: string[];
  split_field?: 'NO_SPLIT' | 'APP_TYPE';
}

export interface PinsAnalyticsQuery extends AnalyticsWindow {
  /** 1 to 100 ids. */
  pin_ids: string[];
  metric_types: string[];
}

/** A metric that is absent or null is not known; it is not zero. */
export type MetricValues = Record<string, number | null | undefined>;

export interface DailyMetrics {
  date: string;
  /** READY is final; PROCESSING and ESTIMATE change later; BEFORE_… has no data. */
  data_status?: string;
  /** Can be empty. */
  metrics?: MetricValues;
}

export interface AnalyticsSeries {
  summary_metrics?: MetricValues;
  daily_metrics?: DailyMetrics[];
  /** Of a Pin: comments and reactions arrive here only, everything else in `summary_metrics` only. */
  lifetime_metrics?: MetricValues;
}

/** By split value; `all` (lower case) when there is no split. */
export type AnalyticsAnswer = Record<string, AnalyticsSeries | undefined>;

/** By Pin id; a Pin without data is left out. */
export type PinsAnalyticsAnswer = Record<string, AnalyticsAnswer | undefined>;

export interface TopPinsAnswer {
  date_availability?: { latest_available_timestamp?: number | null; is_realtime?: boolean };
  sort_by?: string;
  pins?: {
    pin_id?: string;
    metrics?: MetricValues;
    /** By metric, unlike in {@link DailyMetrics}. */
    data_status?: Record<string, string>;
  }[];
}
