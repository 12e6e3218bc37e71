/** Answer of GET /terms/related. */
export interface RelatedTerms {
  related_terms_list?: { term?: string; related_terms?: string[] }[];
}

export interface TrendingKeywordsQuery {
  /** Names of Pinterest's interests, such as `home_decor`; all of them when absent. */
  interests?: string[];
  genders?: string[];
  ages?: string[];
  /** Only keywords that hold one of these: 50 at most, of 1 to 100 characters each. */
  include_keywords?: string[];
  /** Whether 100 is the peak of all keywords together; else each has its own. */
  normalize_against_group?: boolean;
  /** 1 to 50; 50 when absent. */
  limit?: number;
}

/** Growth is in whole percent between -10000 and 10000; 10001 means more. */
export interface TrendingKeyword {
  keyword?: string;
  pct_growth_wow?: number | null;
  pct_growth_mom?: number | null;
  pct_growth_yoy?: number | null;
  /** By the last day of each week, 0 to 100. */
  time_series?: Record<string, number | null>;
}

/** Answer of GET /trends/keywords/{region}/top/{trend_type}: the strongest first. */
export interface TrendingKeywords {
  trends?: TrendingKeyword[];
}
