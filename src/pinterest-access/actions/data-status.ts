/**
 * What a status says of a day's figures. `told`: they are what Pinterest counted; `estimate`: they will change;
 * `processing`: not counted yet, so no figure means anything; `withheld`: there are figures, but they are not told;
 * `absent`: nothing was counted then.
 */
export type DayStatus = 'told' | 'estimate' | 'processing' | 'withheld' | 'absent';

/** Every data_status of Pinterest's spec, 5.23.0. */
const statuses: Readonly<Record<string, DayStatus>> = {
  READY: 'told',
  ESTIMATE: 'estimate',
  PROCESSING: 'processing',
  PURCHASERS_METRIC_SMALLER_THAN_THRESHOLD: 'withheld',
  AUDIENCE_SEGMENT_SMALLER_THAN_THRESHOLD: 'withheld',
  AUDIENCE_TOTAL_SMALLER_THAN_THRESHOLD: 'withheld',
  // The day cannot be used, whatever it shows.
  IN_BAD_TAG_DATE: 'withheld',
  BEFORE_BUSINESS_CREATED: 'absent',
  BEFORE_DATA_RETENTION_PERIOD: 'absent',
  BEFORE_PIN_DATA_RETENTION_PERIOD: 'absent',
  BEFORE_METRIC_START_DATE: 'absent',
  BEFORE_CORE_METRIC_START_DATE: 'absent',
  BEFORE_PIN_FORMAT_METRIC_START_DATE: 'absent',
  BEFORE_AUDIENCE_METRIC_START_DATE: 'absent',
  BEFORE_AUDIENCE_MONTHLY_METRIC_START_DATE: 'absent',
  BEFORE_VIDEO_METRIC_START_DATE: 'absent',
  BEFORE_CONVERSION_METRIC_START_DATE: 'absent',
  BEFORE_PUBLISHED_METRIC_START_DATE: 'absent',
  BEFORE_ASSIST_METRIC_START_DATE: 'absent',
  BEFORE_PIN_CREATED: 'absent',
  BEFORE_ACCOUNT_CLAIMED: 'absent',
  BEFORE_DEMOGRAPHIC_FILTERS_START_DATE: 'absent',
  BEFORE_PRODUCT_GROUP_FILTER_START_DATE: 'absent',
};

/** An unknown or missing status counts as processing: the day is read again. */
export const statusOf = (told: string | undefined): DayStatus =>
  statuses[told ?? ''] ?? 'processing';
