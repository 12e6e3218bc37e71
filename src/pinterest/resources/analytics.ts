import { callFor, type ApiSession } from '../call.ts';
import type {
  AccountAnalyticsQuery,
  AnalyticsAnswer,
  PinAnalyticsQuery,
  PinsAnalyticsAnswer,
  PinsAnalyticsQuery,
  TopPinsAnswer,
  TopPinsQuery,
} from '../models/analytics.ts';
import type { CallOptions } from '../transport.ts';

/**
 * Organic analytics: 60 requests a minute per account with Standard access, and absent from
 * Pinterest's sandbox. Every method throws {@link PinterestError}.
 */
export function analyticsApi(session: ApiSession) {
  return {
    account(query: AccountAnalyticsQuery, options?: CallOptions): Promise<AnalyticsAnswer> {
      const input = { query: { ...query } };
      return callFor<AnalyticsAnswer>(session, 'analytics.account', [], input, options);
    },

    pin(pin_id: string, query: PinAnalyticsQuery, options?: CallOptions): Promise<AnalyticsAnswer> {
      const input = { params: { pin_id }, query: { ...query } };
      return callFor<AnalyticsAnswer>(session, 'analytics.pin', [], input, options);
    },

    /** Up to 100 Pins at once. In beta: kind `restricted_feature` without a grant. */
    pins(query: PinsAnalyticsQuery, options?: CallOptions): Promise<PinsAnalyticsAnswer> {
      const input = { query: { ...query } };
      return callFor<PinsAnalyticsAnswer>(session, 'analytics.pins', [], input, options);
    },

    topPins(query: TopPinsQuery, options?: CallOptions): Promise<TopPinsAnswer> {
      const input = { query: { ...query } };
      return callFor<TopPinsAnswer>(session, 'analytics.topPins', [], input, options);
    },

    topVideoPins(query: TopPinsQuery, options?: CallOptions): Promise<TopPinsAnswer> {
      const input = { query: { ...query } };
      return callFor<TopPinsAnswer>(session, 'analytics.topVideoPins', [], input, options);
    },
  };
}
