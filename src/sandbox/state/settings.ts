import * as z from 'zod';

const domain = z.string().min(1);

/** Switches a test or a person may turn while the sandbox runs (`POST /_sandbox/settings`). */
export const settingsSchema = z.strictObject({
  /** Which published limits apply. */
  access: z.enum(['trial', 'standard', 'off']),
  /** Whether answers carry a Date header. Pinterest's do; without it a client cannot tell what its clock says. */
  dateHeader: z.boolean(),
  /** Whether times end in `Z`, as the spec has it and no recording does. */
  zonedTimes: z.boolean(),
  /** Whether a 429 carries Retry-After. Pinterest does not document it. */
  retryAfter: z.boolean(),
  /** ms of virtual time until list endpoints show a new Pin. */
  listLagMs: z.int().min(0),
  /** ms of virtual time between the end of an upload and the end of processing. */
  mediaDelayMs: z.int().min(0),
  /** `probe` reads the file and fails what is not a video. */
  mediaOutcome: z.enum(['probe', 'succeeded', 'failed']),
  /** ms of virtual time during which a new video Pin still says REGULAR with null dimensions. */
  videoPinDelayMs: z.int().min(0),
  /** Whether a refresh kills the old refresh token at once. */
  strictRotation: z.boolean(),
  /** Whether the app was granted at least Trial access; without it, every call with a token is refused. */
  appGranted: z.boolean(),
  /** POST /pins answers as production does to an app with Trial access. */
  productionTrial: z.boolean(),
  /** Whether the app may PATCH Pins, a restricted feature. */
  pinEdit: z.boolean(),
  /**
   * How much the Pins of this sandbox are seen: the seed of all curves, and a factor of the impressions. null: not
   * at all, and every figure is 0 but those set by hand.
   */
  numbers: z
    .strictObject({ seed: z.string(), reach: z.number().min(0).max(10_000).default(1) })
    .nullable(),
  /** Hour of the day, UTC, at which the day before yesterday becomes READY. */
  readyHour: z.int().min(0).max(23),
  /** Shares of the final figures that the newest READY days show: of the newest day, the one before, and so on. */
  revisions: z.array(z.number().min(0).max(1)).max(14),
  /** Whether the app may ask for the analytics of several Pins at once, a restricted feature. */
  multiPinAnalytics: z.boolean(),
  /** Whether lifetime metrics are answered beside metrics of the period; otherwise they stay out, as one client reports. */
  mixedLifetime: z.boolean(),
  /** Metrics that the days of reports leave out although they were asked for. */
  leftOutMetrics: z.array(z.string()),
  /** Whether pin_metrics names saves, which the spec's example does not. */
  listedSaves: z.boolean(),
  /** Whether it refuses what Pinterest's own sandbox does: analytics, searches, websites and more. */
  apiSandbox: z.boolean(),
  /** ms (real time) the image fetcher waits. */
  fetchTimeoutMs: z.int().min(1),
  /** A link to one of these domains answers 429 code 9. */
  spamDomains: z.array(domain),
  /** A link to one of these domains answers "doesn't allow you to save Pins". */
  noSaveDomains: z.array(domain),
});

export type Settings = z.infer<typeof settingsSchema>;

export function defaultSettings(access: Settings['access']): Settings {
  return {
    access,
    dateHeader: true,
    zonedTimes: false,
    retryAfter: false,
    listLagMs: 0,
    mediaDelayMs: 300,
    mediaOutcome: 'probe',
    videoPinDelayMs: 0,
    strictRotation: false,
    appGranted: true,
    productionTrial: false,
    pinEdit: true,
    numbers: null,
    readyHour: 0,
    // Revised thrice, then final, within the week in which Pinterest's own days are reported to change.
    revisions: [0.65, 0.9, 0.98],
    multiPinAnalytics: false,
    mixedLifetime: true,
    leftOutMetrics: [],
    listedSaves: false,
    apiSandbox: false,
    fetchTimeoutMs: 10_000,
    spamDomains: [],
    noSaveDomains: [],
  };
}
