/** Made from src/contract by `npx vitest run test/architecture -u`. */
export type Pagination = {
  page: number;
  limit: number;
  total: number;
  pages: number;
};

export type SkipPagination = {
  total: number;
  limit: number;
  skip: number;
  pages: number;
  hasMore: boolean;
};

export type Message = {
  message: string;
};

export type AccountGroup = {
  _id: string;
  name: string;
  accountIds: string[];
};

export type AccountGroupList = {
  groups: AccountGroup[];
};

export type ChangedAccountGroup = {
  message: string;
  group: AccountGroup;
};

export type Account = {
  _id: string;
  platform: 'pinterest';
  /** The workspace the account belongs to. */
  profileId: string;
  username: string;
  displayName: string;
  profilePicture: string | null;
  profileUrl: string;
  isActive: boolean;
  needsReconnection: boolean;
  metadata: {
    pinterestUserId: string;
    defaultBoardId: string | null;
    /** Whether this account lives in the local sandbox. */
    sandbox: boolean;
    /** `pinterest`: Pinterest itself; `pinterest-sandbox`: Pinterest's own test system (api-sandbox.pinterest.com); `sandbox`: the local sandbox. */
    host: 'pinterest' | 'pinterest-sandbox' | 'sandbox';
  };
};

export type AccountList = {
  accounts: Account[];
  hasAnalyticsAccess: boolean;
  pagination?: Pagination | undefined;
};

export type ProblemBody = {
  code: string;
  message: string;
  field?: string | undefined;
  fix: string;
  severity: 'error' | 'warning' | 'hint';
  retryable: boolean;
  source: 'user' | 'platform' | 'system';
  /** The fix for programs. */
  hint?: {
    /** The call that helps, as in `operationId`. */
    call?: string | undefined;
    /** Fields of this call to set. */
    set?: Record<string, string | number | boolean> | undefined;
  } | undefined;
  /** What `repair: true` would do about it. */
  autofix?: string | undefined;
  details?: Record<string, unknown> | undefined;
};

export type ErrorBody = {
  error: string;
  type: string;
  code: string;
  param?: string | undefined;
  details?: {
    problems: ProblemBody[];
    fields?: Record<string, string[]> | undefined;
  } | undefined;
  requestId: string;
  docUrl: string;
};

export type AccountHealth = {
  accountId: string;
  platform: 'pinterest';
  username: string;
  displayName: string;
  /** `error`: it cannot publish; `warning`: something needs attention before long. */
  status: 'healthy' | 'warning' | 'error';
  /** `pinterest`: Pinterest itself; `pinterest-sandbox`: Pinterest's own test system (api-sandbox.pinterest.com); `sandbox`: the local sandbox. */
  host: 'pinterest' | 'pinterest-sandbox' | 'sandbox';
  tokenStatus: {
    valid: boolean;
    /** Of the access token; null: Pinterest did not say. */
    expiresAt: string | null;
    expiresIn: string;
    needsRefresh: boolean;
    /** Whether it is renewed by itself. */
    renewable: boolean;
    /** When the account must be connected again at the latest; null: not known. */
    signInEndsAt: string | null;
  };
  permissions: {
    posting: ({
      scope: string;
      /** null: not known, as of a pasted token. */
      granted: boolean | null;
      required: boolean;
    })[];
    analytics: ({
      scope: string;
      /** null: not known, as of a pasted token. */
      granted: boolean | null;
      required: boolean;
    })[];
    optional: ({
      scope: string;
      /** null: not known, as of a pasted token. */
      granted: boolean | null;
      required: boolean;
    })[];
    canPost: boolean;
    canFetchAnalytics: boolean;
    missingRequired: string[];
  };
  /** The app's access as Pinterest's answers show it; null: not seen yet. */
  access: 'trial' | 'standard' | null;
  /** What Pinterest let the app do (true) or refused (false); null: not tried yet. */
  capabilities: {
    createPins: boolean | null;
    editPins: boolean | null;
    batchAnalytics: boolean | null;
  };
  issues: string[];
  recommendations: string[];
  problems: ProblemBody[];
};

export type AccountsHealth = {
  summary: {
    total: number;
    healthy: number;
    warning: number;
    error: number;
    needsReconnect: number;
  };
  accounts: ({
    accountId: string;
    platform: 'pinterest';
    username: string;
    displayName: string;
    /** `error`: it cannot publish; `warning`: something needs attention before long. */
    status: 'healthy' | 'warning' | 'error';
    profileId: string;
    canPost: boolean;
    canFetchAnalytics: boolean;
    tokenValid: boolean;
    tokenExpiresAt: string | null;
    needsReconnect: boolean;
    issues: string[];
  })[];
};

export type RenamedAccount = {
  message: string;
  username: string;
  displayName: string;
};

export type MovedAccount = {
  message: string;
  account: Account;
};

export type CopiedAccount = {
  message: string;
  account: Account;
};

export type DisconnectedAccount = {
  message: string;
  /** Planned Pins that were held, cancelled or removed. */
  pins: number;
};

export type AccountPosts = {
  status: 'success';
  /** Up to 25, also those made elsewhere. */
  posts: ({
    /** Pinterest's id. */
    id: string;
    platform: 'pinterest';
    message: string;
    createdTime?: string | undefined;
    permalink: string;
    picture?: string | undefined;
    mediaType?: string | undefined;
    commentCount?: number | undefined;
    likeCount?: number | undefined;
  })[];
  /** When they were last read from Pinterest. */
  lastUpdated?: string | undefined;
};

export type AccountLimit = {
  /** Pinterest's name of the counter. */
  category: 'org_write' | 'org_read' | 'org_analytics' | 'ads_read' | 'trends_read';
  /** What spends it, in words. */
  covers: string;
  /** Requests in a window. */
  limit: number;
  /** 60 with Standard access, 86400 with Trial access. */
  windowSeconds: number;
  used: number;
  left: number;
  /** When the count begins anew; null while nothing was used in this window. */
  resetsAt: string | null;
  /** When the next request may leave; null: at once. */
  nextFreeAt: string | null;
  /** `pinterest`: from the headers of its answers. `published`: the figure of its documentation, until an answer came. */
  source: 'pinterest' | 'published';
};

export type AccountLimits = {
  limits: AccountLimit[];
  /** Domains Pinterest blocked as spam: Pins with such links wait until then. */
  pausedLinks: ({
    domain: string;
    until: string;
  })[];
};

/** null: the rule is switched off. */
export type SpacingRules = {
  /** `advise` warns; `enforce` moves Pins to the next time that keeps every rule; `off` does neither. */
  mode: 'off' | 'advise' | 'enforce';
  /** Between any two Pins. */
  minGapMinutes: number | null;
  /** Between Pins with the same link. */
  linkGapHours: number | null;
  /** Between Pins with the same image on different boards. */
  imageGapHours: number | null;
  /** In any 24 hours. */
  pinsPerDay: number | null;
  warmUp: {
    /** Since the account was connected here. */
    days: number;
    pinsPerDay: number;
  } | null;
};

export type AccountSpacing = {
  rules: SpacingRules;
  /** What applies to an account whose rules nobody changed. */
  defaults: SpacingRules;
  /** Whether nobody changed the rules of this account. */
  isDefault: boolean;
  /** null: the account does not count as new. */
  warmingUpUntil: string | null;
  /** The next time from now on that keeps every rule, for a Pin with a new link and image; null with mode off. */
  nextFreeAt: string | null;
};

/** Values may hold {account}, {board}, {title}. Added to links without a utm_ parameter when a post is accepted. */
export type LinkTags = {
  source?: string | undefined;
  medium?: string | undefined;
  campaign?: string | undefined;
  term?: string | undefined;
  content?: string | undefined;
};

export type LinkTagsInForce = {
  workspace: LinkTags | null;
  /** Absent: none was named. */
  account?: LinkTags | null | undefined;
  /** What is added. */
  inForce: LinkTags | null;
};

export type PinNumbers = {
  impressions?: number | undefined;
  saves?: number | undefined;
  pinClicks?: number | undefined;
  outboundClicks?: number | undefined;
  reactions?: number | undefined;
  comments?: number | undefined;
  /** Counts that Linchpin has no name for, in Pinterest's words. */
  other?: Record<string, number> | undefined;
};

export type LivePin = {
  pinterestPinId: string;
  accountId: string;
  url: string;
  /** null: it lies on no board. */
  boardId: string | null;
  boardName: string | null;
  sectionId: string | null;
  /** null also where the sections were not read yet. */
  sectionName: string | null;
  title: string | null;
  description: string | null;
  link: string | null;
  linkDomain: string | null;
  altText: string | null;
  /** Pinterest's word, such as REGULAR or VIDEO. */
  creativeType: string | null;
  mediaType: string | null;
  width: number | null;
  height: number | null;
  /** Of a carousel. */
  slides: ({
    title: string | null;
    description: string | null;
    link: string | null;
  })[];
  /** Its picture at Pinterest. */
  coverUrl: string | null;
  /** The Pin it is a save of. */
  parentPinterestPinId: string | null;
  /** false: of another user on a group board. */
  isOwner: boolean | null;
  hasBeenPromoted: boolean | null;
  /** By Pinterest's clock; null: not read yet. */
  createdAt: string | null;
  firstSeenAt: string;
  /** When something but its numbers last changed. */
  changedAt: string;
  /** When it was found to be gone from Pinterest. */
  removedAt: string | null;
  /** What was published from here; null: it was made elsewhere. */
  publication: {
    pinId: string;
    postId: string;
  } | null;
  /** null: Pinterest has given none yet. That is not 0. */
  numbers: {
    /** Since it was made. */
    lifetime: PinNumbers | null;
    /** Of the 90 days before they were read. */
    rolling90Days: PinNumbers | null;
    /** When they were last read from Pinterest. */
    asOf: string;
  } | null;
};

export type LivePinList = {
  pins: LivePin[];
  /** null: this was the last page. */
  nextCursor: string | null;
  /** null: not asked for with `count`. */
  total: number | null;
};

export type LivePinExport = {
  type: string;
  filename: string;
  rows: unknown;
};

export type LivePinAnswer = {
  pin: LivePin;
  /** Why it could not be read again. */
  warnings?: ProblemBody[] | undefined;
};

export type PinImport = {
  accountId: string;
  /** planned: due, not begun; reading: boards; checking: asks after Pins that are missing; waiting: goes on at nextAt, since requests are used up or failed; idle: done until nextAt. */
  state: 'planned' | 'reading' | 'checking' | 'waiting' | 'idle' | 'never';
  boards: {
    done: number;
    total: number;
    /** Those of `done` that could not be read to the end. */
    unread: number;
  };
  pins: {
    seen: number;
    /** By the counts of the boards; null: not known. */
    expected: number | null;
    /** Found to be gone from Pinterest. */
    removed: number;
  };
  startedAt: string | null;
  /** Of the run before, while one is under way. */
  finishedAt: string | null;
  /** When the last run began that read every board. */
  completeAsOf: string | null;
  nextAt: string | null;
  /** What stopped the run, or what it left open. */
  problem: ProblemBody | null;
};

export type Approval = {
  required: boolean;
  /** Name of the API key. */
  approvedBy: string | null;
  approvedAt: string | null;
};

/** Days, or pairs of a Pin and a day. */
export type KnownDays = {
  /** On which there could be a figure. */
  expected: number;
  /** With a figure, which may be 0. */
  collected: number;
  /** Of those collected: may still change. */
  provisional: number;
  /** Read, and Pinterest gave no figure. */
  withheld: number;
  /** Not given by Pinterest yet. */
  notYet: number;
  /** Pinterest had them, and they were not read. */
  notCollected: number;
};

export type AnalyticsSpan = {
  /** Sums; null: not known, which is not 0. */
  figures: Record<string, number | null>;
  /** Fractions, of the sums; null: no base. */
  rates: Record<string, number | null>;
  /** partial: a sum of what is known, with days missing; none: nothing to count. */
  state: 'final' | 'provisional' | 'partial' | 'withheld' | 'notYet' | 'notCollected' | 'none';
  days: KnownDays;
  /** By metric, of the days collected: those of which Pinterest left it out. They are missing in its sum; it has no rate where they are more than a tenth. */
  leftOut: Record<string, number>;
};

export type AnalyticsAccount = {
  accountId: string;
  /** The first day that was read; null: none was. */
  coverageFrom: string | null;
  /** The latest day for which every requested figure of every Pin that existed then was read; null: none. */
  dataAsOf: string | null;
  /** The latest day for which all of these are final; null: none. */
  finalThrough: string | null;
  /** When numbers of the account or its Pins were last read; null: never. */
  readAt: string | null;
  /** Pinterest's own totals of the account. They are never the sum of its Pins. */
  period: {
    from: string;
    to: string;
    total: AnalyticsSpan;
    bucket: string;
    series: ({
      /** Sums; null: not known, which is not 0. */
      figures: Record<string, number | null>;
      /** Fractions, of the sums; null: no base. */
      rates: Record<string, number | null>;
      /** partial: a sum of what is known, with days missing; none: nothing to count. */
      state: 'final' | 'provisional' | 'partial' | 'withheld' | 'notYet' | 'notCollected' | 'none';
      days: KnownDays;
      /** By metric, of the days collected: those of which Pinterest left it out. They are missing in its sum; it has no rate where they are more than a tenth. */
      leftOut: Record<string, number>;
      from: string;
      to: string;
    })[];
  };
  comparison: {
    /** As many days before. */
    previousPeriod: {
      /** Sums; null: not known, which is not 0. */
      figures: Record<string, number | null>;
      /** Fractions, of the sums; null: no base. */
      rates: Record<string, number | null>;
      /** partial: a sum of what is known, with days missing; none: nothing to count. */
      state: 'final' | 'provisional' | 'partial' | 'withheld' | 'notYet' | 'notCollected' | 'none';
      days: KnownDays;
      /** By metric, of the days collected: those of which Pinterest left it out. They are missing in its sum; it has no rate where they are more than a tenth. */
      leftOut: Record<string, number>;
      from: string;
      to: string;
      /** From then to now, as a fraction; null: no base, or days are missing. */
      change: Record<string, number | null>;
    };
    /** The same dates a year before. */
    yearBefore: {
      /** Sums; null: not known, which is not 0. */
      figures: Record<string, number | null>;
      /** Fractions, of the sums; null: no base. */
      rates: Record<string, number | null>;
      /** partial: a sum of what is known, with days missing; none: nothing to count. */
      state: 'final' | 'provisional' | 'partial' | 'withheld' | 'notYet' | 'notCollected' | 'none';
      days: KnownDays;
      /** By metric, of the days collected: those of which Pinterest left it out. They are missing in its sum; it has no rate where they are more than a tenth. */
      leftOut: Record<string, number>;
      from: string;
      to: string;
      /** From then to now, as a fraction; null: no base, or days are missing. */
      change: Record<string, number | null>;
    };
  };
  /** null: never read. */
  now: {
    followers: number | null;
    following: number | null;
    pins: number | null;
    boards: number | null;
    takenAt: string;
  } | null;
  /** Impressions of the 30 days before, as Pinterest counts them. */
  rolling30Days: {
    monthlyViews: number | null;
    takenAt: string;
  } | null;
  /** Of the period; days that were not read are absent. */
  history: ({
    followers: number | null;
    following: number | null;
    pins: number | null;
    boards: number | null;
    day: string;
  })[];
};

export type AnalyticsPins = {
  accountId: string;
  /** The first day that was read; null: none was. */
  coverageFrom: string | null;
  /** The latest day for which every requested figure of every Pin that existed then was read; null: none. */
  dataAsOf: string | null;
  /** The latest day for which all of these are final; null: none. */
  finalThrough: string | null;
  /** When numbers of the account or its Pins were last read; null: never. */
  readAt: string | null;
  /** The Pins asked for, added up. Pins count all copies of their picture, so this is no figure of the account. */
  period: {
    from: string;
    to: string;
    total: AnalyticsSpan;
  };
  pins: ({
    pin: {
      pinterestPinId: string;
      accountId: string;
      url: string;
      /** null: it lies on no board. */
      boardId: string | null;
      boardName: string | null;
      sectionId: string | null;
      /** null also where the sections were not read yet. */
      sectionName: string | null;
      title: string | null;
      description: string | null;
      link: string | null;
      linkDomain: string | null;
      altText: string | null;
      /** Pinterest's word, such as REGULAR or VIDEO. */
      creativeType: string | null;
      mediaType: string | null;
      width: number | null;
      height: number | null;
      /** Of a carousel. */
      slides: ({
        title: string | null;
        description: string | null;
        link: string | null;
      })[];
      /** Its picture at Pinterest. */
      coverUrl: string | null;
      /** The Pin it is a save of. */
      parentPinterestPinId: string | null;
      /** false: of another user on a group board. */
      isOwner: boolean | null;
      hasBeenPromoted: boolean | null;
      /** By Pinterest's clock; null: not read yet. */
      createdAt: string | null;
      firstSeenAt: string;
      /** When something but its numbers last changed. */
      changedAt: string;
      /** When it was found to be gone from Pinterest. */
      removedAt: string | null;
      /** What was published from here; null: it was made elsewhere. */
      publication: {
        pinId: string;
        postId: string;
      } | null;
    };
    period: AnalyticsSpan;
    /** Since it was made; null: unknown. */
    lifetime: PinNumbers | null;
    /** Of the 90 days before `numbersAsOf`. */
    rolling90Days: PinNumbers | null;
    numbersAsOf: string | null;
  })[];
  pagination: {
    page: number;
    limit: number;
    total: number;
    pages: number;
  };
};

export type AnalyticsPin = {
  accountId: string;
  /** The first day that was read; null: none was. */
  coverageFrom: string | null;
  /** The latest day for which every requested figure of every Pin that existed then was read; null: none. */
  dataAsOf: string | null;
  /** The latest day for which all of these are final; null: none. */
  finalThrough: string | null;
  /** When numbers of the account or its Pins were last read; null: never. */
  readAt: string | null;
  pin: {
    pinterestPinId: string;
    accountId: string;
    url: string;
    /** null: it lies on no board. */
    boardId: string | null;
    boardName: string | null;
    sectionId: string | null;
    /** null also where the sections were not read yet. */
    sectionName: string | null;
    title: string | null;
    description: string | null;
    link: string | null;
    linkDomain: string | null;
    altText: string | null;
    /** Pinterest's word, such as REGULAR or VIDEO. */
    creativeType: string | null;
    mediaType: string | null;
    width: number | null;
    height: number | null;
    /** Of a carousel. */
    slides: ({
      title: string | null;
      description: string | null;
      link: string | null;
    })[];
    /** Its picture at Pinterest. */
    coverUrl: string | null;
    /** The Pin it is a save of. */
    parentPinterestPinId: string | null;
    /** false: of another user on a group board. */
    isOwner: boolean | null;
    hasBeenPromoted: boolean | null;
    /** By Pinterest's clock; null: not read yet. */
    createdAt: string | null;
    firstSeenAt: string;
    /** When something but its numbers last changed. */
    changedAt: string;
    /** When it was found to be gone from Pinterest. */
    removedAt: string | null;
    /** What was published from here; null: it was made elsewhere. */
    publication: {
      pinId: string;
      postId: string;
    } | null;
  };
  /** Since it was made; null: unknown. */
  lifetime: PinNumbers | null;
  /** Of the 90 days before `numbersAsOf`. */
  rolling90Days: PinNumbers | null;
  numbersAsOf: string | null;
  period: {
    from: string;
    to: string;
    total: AnalyticsSpan;
    bucket: string;
    series: ({
      /** Sums; null: not known, which is not 0. */
      figures: Record<string, number | null>;
      /** Fractions, of the sums; null: no base. */
      rates: Record<string, number | null>;
      /** partial: a sum of what is known, with days missing; none: nothing to count. */
      state: 'final' | 'provisional' | 'partial' | 'withheld' | 'notYet' | 'notCollected' | 'none';
      days: KnownDays;
      /** By metric, of the days collected: those of which Pinterest left it out. They are missing in its sum; it has no rate where they are more than a tenth. */
      leftOut: Record<string, number>;
      from: string;
      to: string;
    })[];
  };
  comparison: {
    /** As many days before. */
    previousPeriod: {
      /** Sums; null: not known, which is not 0. */
      figures: Record<string, number | null>;
      /** Fractions, of the sums; null: no base. */
      rates: Record<string, number | null>;
      /** partial: a sum of what is known, with days missing; none: nothing to count. */
      state: 'final' | 'provisional' | 'partial' | 'withheld' | 'notYet' | 'notCollected' | 'none';
      days: KnownDays;
      /** By metric, of the days collected: those of which Pinterest left it out. They are missing in its sum; it has no rate where they are more than a tenth. */
      leftOut: Record<string, number>;
      from: string;
      to: string;
      /** From then to now, as a fraction; null: no base, or days are missing. */
      change: Record<string, number | null>;
    };
    /** The same dates a year before. */
    yearBefore: {
      /** Sums; null: not known, which is not 0. */
      figures: Record<string, number | null>;
      /** Fractions, of the sums; null: no base. */
      rates: Record<string, number | null>;
      /** partial: a sum of what is known, with days missing; none: nothing to count. */
      state: 'final' | 'provisional' | 'partial' | 'withheld' | 'notYet' | 'notCollected' | 'none';
      days: KnownDays;
      /** By metric, of the days collected: those of which Pinterest left it out. They are missing in its sum; it has no rate where they are more than a tenth. */
      leftOut: Record<string, number>;
      from: string;
      to: string;
      /** From then to now, as a fraction; null: no base, or days are missing. */
      change: Record<string, number | null>;
    };
  };
};

export type AnalyticsBreakdown = {
  accountId: string;
  /** The first day that was read; null: none was. */
  coverageFrom: string | null;
  /** The latest day for which every requested figure of every Pin that existed then was read; null: none. */
  dataAsOf: string | null;
  /** The latest day for which all of these are final; null: none. */
  finalThrough: string | null;
  /** When numbers of the account or its Pins were last read; null: never. */
  readAt: string | null;
  period: {
    from: string;
    to: string;
    total: AnalyticsSpan;
  };
  by: string;
  timezone: string;
  /** Highest first; of weekdays and hours in their order. 0 is Monday. */
  groups: ({
    /** Sums; null: not known, which is not 0. */
    figures: Record<string, number | null>;
    /** Fractions, of the sums; null: no base. */
    rates: Record<string, number | null>;
    /** partial: a sum of what is known, with days missing; none: nothing to count. */
    state: 'final' | 'provisional' | 'partial' | 'withheld' | 'notYet' | 'notCollected' | 'none';
    days: KnownDays;
    /** By metric, of the days collected: those of which Pinterest left it out. They are missing in its sum; it has no rate where they are more than a tenth. */
    leftOut: Record<string, number>;
    /** null: Pins that have none, such as on no board. */
    key: string | null;
    /** Of a board or section, where it is known. */
    name: string | null;
    /** What to call the group, also where it has no name, or one that is not known. */
    label: string;
    pins: number;
    /** With `bucket`: the same by week or month. */
    series: ({
      /** Sums; null: not known, which is not 0. */
      figures: Record<string, number | null>;
      /** Fractions, of the sums; null: no base. */
      rates: Record<string, number | null>;
      /** partial: a sum of what is known, with days missing; none: nothing to count. */
      state: 'final' | 'provisional' | 'partial' | 'withheld' | 'notYet' | 'notCollected' | 'none';
      days: KnownDays;
      /** By metric, of the days collected: those of which Pinterest left it out. They are missing in its sum; it has no rate where they are more than a tenth. */
      leftOut: Record<string, number>;
      from: string;
      to: string;
    })[] | null;
  })[];
  /** With `by=age`: of Pins made within the period. Else null. */
  ages: ({
    ageDays: number;
    /** Of which this day of their life is known. */
    pins: number;
    /** Sums over these Pins. */
    figures: Record<string, number | null>;
    perPin: Record<string, number | null>;
  })[] | null;
};

export type AnalyticsTop = {
  accountId: string;
  /** The first day that was read; null: none was. */
  coverageFrom: string | null;
  /** The latest day for which every requested figure of every Pin that existed then was read; null: none. */
  dataAsOf: string | null;
  /** The latest day for which all of these are final; null: none. */
  finalThrough: string | null;
  /** When numbers of the account or its Pins were last read; null: never. */
  readAt: string | null;
  period: {
    from: string;
    to: string;
    total: AnalyticsSpan;
  };
  lists: ({
    metric: 'impressions' | 'saves' | 'pinClicks' | 'outboundClicks' | 'follows' | 'profileVisits' | 'videoViews' | 'video10sViews' | 'videoStarts' | 'video95PercentViews' | 'videoWatchMs';
    pins: ({
      pin: {
        pinterestPinId: string;
        accountId: string;
        url: string;
        /** null: it lies on no board. */
        boardId: string | null;
        boardName: string | null;
        sectionId: string | null;
        /** null also where the sections were not read yet. */
        sectionName: string | null;
        title: string | null;
        description: string | null;
        link: string | null;
        linkDomain: string | null;
        altText: string | null;
        /** Pinterest's word, such as REGULAR or VIDEO. */
        creativeType: string | null;
        mediaType: string | null;
        width: number | null;
        height: number | null;
        /** Of a carousel. */
        slides: ({
          title: string | null;
          description: string | null;
          link: string | null;
        })[];
        /** Its picture at Pinterest. */
        coverUrl: string | null;
        /** The Pin it is a save of. */
        parentPinterestPinId: string | null;
        /** false: of another user on a group board. */
        isOwner: boolean | null;
        hasBeenPromoted: boolean | null;
        /** By Pinterest's clock; null: not read yet. */
        createdAt: string | null;
        firstSeenAt: string;
        /** When something but its numbers last changed. */
        changedAt: string;
        /** When it was found to be gone from Pinterest. */
        removedAt: string | null;
        /** What was published from here; null: it was made elsewhere. */
        publication: {
          pinId: string;
          postId: string;
        } | null;
      };
      period: AnalyticsSpan;
      /** Since it was made; null: unknown. */
      lifetime: PinNumbers | null;
      /** Of the 90 days before `numbersAsOf`. */
      rolling90Days: PinNumbers | null;
      numbersAsOf: string | null;
    })[];
  })[];
};

export type AnalyticsExport = {
  type: string;
  filename: string;
  rows: unknown;
};

export type AnalyticsRefresh = {
  accountId: string;
  /** Pinterest's id of the Pin; null: the account was read. */
  pinId: string | null;
  /** notYet: Pinterest has no numbers of it yet. */
  outcome: 'read' | 'notYet';
  message: string;
  dataAsOf: string | null;
};

export type AnalyticsStatus = {
  accountId: string;
  /** The first day that was read; null: none was. */
  coverageFrom: string | null;
  /** The latest day for which every requested figure of every Pin that existed then was read; null: none. */
  dataAsOf: string | null;
  /** The latest day for which all of these are final; null: none. */
  finalThrough: string | null;
  /** When numbers of the account or its Pins were last read; null: never. */
  readAt: string | null;
  access: {
    /** Whether numbers can be read from Pinterest now. */
    allowed: boolean;
    missingPermissions: string[];
    problems: ProblemBody[];
  };
  /** The last day that Pinterest has numbers of. */
  availableThrough: string;
  /** Pinterest has not said it; two days ago is assumed. */
  availableIsEstimate: boolean;
  account: {
    /** Collected in all. */
    days: number;
    /** Days that Pinterest still tells and has numbers of. */
    last90Days: KnownDays;
  };
  pins: {
    known: number;
    neverRead: number;
    /** Pairs of a Pin and a day; impressions and clicks. */
    last90Days: KnownDays;
    /** The same for metrics of videos. */
    videoLast90Days: KnownDays;
  };
  /** Of the collecting; null: nothing collects numbers of this account. */
  progress: {
    /** planned: nothing was read yet; reading: at work or due; waiting: not all is read, and it goes on at `nextAt`; idle: all is read; stopped: the account must be connected again. */
    state: 'planned' | 'reading' | 'waiting' | 'idle' | 'stopped';
    /** Pins whose days were read at least once. */
    done: number;
    /** Pins of which Pinterest has at least one day. */
    total: number;
    /** Pins that Pinterest refused, which are left alone for a while. */
    refused: number;
    /** Of the last 90 that Pinterest has: pairs of a Pin and a day that were read. */
    days: {
      done: number;
      total: number;
    };
    /** The same of the account's own days. */
    accountDays: {
      done: number;
      total: number;
    };
    nextAt: string | null;
    account: {
      /** When everything that was due had last been read. */
      lastAt: string | null;
      nextAt: string | null;
      /** Why nothing could be read the last time. */
      problem: ProblemBody | null;
    };
    pins: {
      /** When everything that was due had last been read. */
      lastAt: string | null;
      nextAt: string | null;
      /** Why nothing could be read the last time. */
      problem: ProblemBody | null;
    };
  } | null;
  /** Why days of the last 90 are missing. */
  notCollected: ({
    reason: string;
    days: number;
    fix: string;
  })[];
};

export type AuditEntry = {
  id: string;
  at: string;
  profileId: string;
  /** The call, such as `posts.approve`. */
  operation: string;
  actor: {
    /** `person`, `api_key`, `upload` or `system`. */
    type: string;
    id: string | null;
    /** As it was called then. */
    name: string;
  };
  subject: {
    type: string;
    id: string;
  };
  details: Record<string, unknown>;
};

export type AuditList = {
  entries: AuditEntry[];
  /** null: that was all. */
  nextCursor: string | null;
};

export type AuditExport = {
  type: string;
  filename: string;
  text: string;
  /** null: that was all. */
  nextCursor: string | null;
};

export type Log = {
  type: 'publishing' | 'connections' | 'webhooks' | 'api_request';
  action: string;
  platform: 'pinterest' | null;
  account_id: string | null;
  status: 'success' | 'failed' | 'pending' | 'skipped';
  /** Of a request to a webhook; null: no answer came, or none is recorded. */
  status_code: number | null;
  error_message: string | null;
  error_code: string | null;
  /** Of a request to a webhook; else not recorded. */
  duration_ms: number | null;
  /** Path of a call, or address of a webhook. */
  endpoint: string | null;
  /** Of webhooks: GET /api/v1/webhooks/logs has it. */
  request_body: null;
  /** The first 4 KB of the answer of a webhook. */
  response_body: string | null;
  created_at: string;
  metadata: Record<string, unknown>;
  request_id: null;
  api_key_id: string | null;
  method: string | null;
  path: string | null;
};

export type LogList = {
  logs: Log[];
  pagination: SkipPagination;
};

export type Board = {
  id: string;
  name: string;
  description: string;
  privacy: 'PUBLIC' | 'PROTECTED' | 'SECRET';
  url: string | null;
  /** null where Pinterest did not say. */
  pinCount: number | null;
  /** Of its picture at Pinterest; null: it has none. */
  coverUrl: string | null;
  /** User name of its owner: of a group board another one. null: Pinterest did not say. */
  owner: string | null;
  isDefault: boolean;
};

export type BoardList = {
  boards: Board[];
  /** When it was read from Pinterest. */
  asOf: string;
  /** How long ago that was. */
  ageSeconds: number;
  /** Why they could not be read again. */
  warnings?: ProblemBody[] | undefined;
};

export type BoardAnswer = {
  board: Board;
};

export type DefaultBoardAnswer = {
  message: string;
  account: Account;
};

export type MovedPins = {
  message: string;
  /** Drafts, planned and held Pins that are for the other board now. */
  moved: number;
  /** Those of them that were held because the board is gone. */
  released: number;
  left: ({
    postId: string;
    pinId: string;
    title: string | null;
    /** Why. */
    problem: ProblemBody;
  })[];
  warnings?: ProblemBody[] | undefined;
};

export type BoardSection = {
  id: string;
  name: string;
};

export type SectionList = {
  sections: BoardSection[];
  /** When it was read from Pinterest. */
  asOf: string;
  /** How long ago that was. */
  ageSeconds: number;
  warnings?: ProblemBody[] | undefined;
};

export type SectionAnswer = {
  section: BoardSection;
};

export type StartedConnection = {
  /** The address to open in a browser. */
  authUrl: string;
  state: string;
  /** `pinterest`: Pinterest itself; `pinterest-sandbox`: Pinterest's own test system (api-sandbox.pinterest.com); `sandbox`: the local sandbox. */
  host: 'pinterest' | 'pinterest-sandbox' | 'sandbox';
  /** Must be registered with the Pinterest app, letter by letter. */
  redirectUri: string;
  expiresAt: string;
};

export type CompletedConnection = {
  message: string;
  /** Absent while a board is still to be chosen. */
  account?: Account | undefined;
  /** Where the browser is to go now. */
  redirect_url: string | null;
};

export type ConnectionState = {
  /** `choosing`: a board is still to be chosen. */
  status: 'open' | 'choosing' | 'connected' | 'failed' | 'expired';
  account?: Account | undefined;
  /** Why it failed. */
  problem?: ProblemBody | undefined;
  expiresAt: string;
};

export type ConnectedAccount = {
  message: string;
  account: Account;
};

export type PendingData = {
  platform: 'pinterest';
  profileId: string;
  tempToken: string;
  /** Seconds that a board may still be chosen. */
  expiresIn: number;
  userProfile: {
    id: string;
    username: string;
    displayName: string;
    profilePicture: string | null;
  };
  selectionType: 'boards';
  boards: ({
    id: string;
    name: string;
    description: string;
    privacy: 'PUBLIC' | 'PROTECTED' | 'SECRET';
  })[];
};

export type OfferedBoards = {
  boards: ({
    id: string;
    name: string;
    description: string;
    privacy: 'PUBLIC' | 'PROTECTED' | 'SECRET';
  })[];
};

export type SelectedBoard = {
  message: string;
  redirect_url?: string | undefined;
  account: {
    accountId: string;
    platform: 'pinterest';
    username: string;
    displayName: string;
    profilePicture: string | null;
    isActive: boolean;
    defaultBoardName: string | null;
  };
};

export type ApiKey = {
  id: string;
  name: string;
  /** Its first characters. */
  keyPreview: string;
  permission: 'read' | 'read-write';
  /** `read` and `write` stand for every such right; those about people, workspaces and the audit log are named one by one. */
  scopes: string[];
  /** full: every workspace that whoever asks reaches. */
  scope: 'full' | 'profiles';
  /** The workspaces it reaches, of those that whoever asks reaches. */
  profileIds: ({
    _id: string;
    name: string;
    color: string | null;
  })[];
  /** The key of the setting LINCHPIN_API_KEY or of the data directory. */
  isBootstrap: boolean;
  /** The key this request was made with. */
  isCurrent: boolean;
  createdAt: string;
  createdBy: {
    id: string | null;
    name: string;
  } | null;
  /** null: never. */
  expiresAt: string | null;
  /** To the minute; null: not yet. */
  lastUsedAt: string | null;
  /** null: no limit. */
  requestsPerMinute: number | null;
  revokedAt: string | null;
};

export type ApiKeyList = {
  apiKeys: ApiKey[];
};

export type CreatedKey = {
  message: string;
  apiKey: {
    id: string;
    name: string;
    /** Its first characters. */
    keyPreview: string;
    permission: 'read' | 'read-write';
    /** `read` and `write` stand for every such right; those about people, workspaces and the audit log are named one by one. */
    scopes: string[];
    /** full: every workspace that whoever asks reaches. */
    scope: 'full' | 'profiles';
    /** The workspaces it reaches, of those that whoever asks reaches. */
    profileIds: ({
      _id: string;
      name: string;
      color: string | null;
    })[];
    /** The key of the setting LINCHPIN_API_KEY or of the data directory. */
    isBootstrap: boolean;
    /** The key this request was made with. */
    isCurrent: boolean;
    createdAt: string;
    createdBy: {
      id: string | null;
      name: string;
    } | null;
    /** null: never. */
    expiresAt: string | null;
    /** To the minute; null: not yet. */
    lastUsedAt: string | null;
    /** null: no limit. */
    requestsPerMinute: number | null;
    revokedAt: string | null;
    /** Shown this once. */
    key: string;
  };
};

export type DeviceLogin = {
  userCode: string;
  /** Which one, such as Postiz CLI. */
  client: string;
  /** As it calls its machine; null: it did not say. */
  deviceName: string | null;
  /** Where it asks from. */
  address: string | null;
  createdAt: string;
  expiresAt: string;
};

export type AnsweredDeviceLogin = {
  message: string;
  /** null: it was denied. */
  apiKey: ApiKey | null;
};

export type Event = {
  /** Ask for what came after it. */
  cursor: string;
  kind: 'post.scheduled' | 'post.published' | 'post.partial' | 'post.failed' | 'post.cancelled' | 'pin.published' | 'pin.held' | 'pin.failed' | 'pin.cancelled' | 'pin.removed' | 'pin.changed' | 'account.connected' | 'account.disconnected' | 'account.expiring' | 'board.changed';
  at: string;
  profileId: string;
  postId: string | null;
  pinId: string | null;
  accountId: string | null;
  /** What was so at that moment. */
  facts: {
    pinterestPinId?: string | undefined;
    code?: string | undefined;
    boardId?: string | undefined;
    /** Of the board. */
    name?: string | undefined;
    /** What became of the board. */
    change?: 'created' | 'renamed' | 'described' | 'privacy' | 'deleted' | 'gone' | 'back' | undefined;
    [name: string]: unknown;
  };
};

export type EventList = {
  events: Event[];
  /** Where to go on, also when nothing is new. */
  cursor: string;
  /** The cursor was older than what is kept (30 days), or from before a restore: read everything again. */
  reset: boolean;
};

export type Feed = {
  id: string;
  profileId: string;
  accountId: string;
  url: string;
  /** As the feed calls itself. */
  title: string | null;
  name: string;
  /** The id or the exact name of the board of entries that no rule fits. */
  board: string;
  /** An entry goes to the board of the first rule whose every part fits it. */
  rules: ({
    board: string;
    /** In its title, in any case. */
    titleHas?: string | undefined;
    /** One of its categories. */
    category?: string | undefined;
  })[];
  /** draft: a person plans each. approval: it goes out once a person approves it. queue: it takes the next free slot of the default queue. */
  makes: 'draft' | 'approval' | 'queue';
  isPaused: boolean;
  /** null: not yet. */
  readAt: string | null;
  nextReadAt: string | null;
  /** Why the last reading failed. */
  problem: ProblemBody | null;
  createdAt: string;
};

export type FeedList = {
  feeds: Feed[];
};

export type ChangedFeed = {
  message: string;
  feed: Feed;
};

export type FeedEntries = {
  entries: ({
    title: string | null;
    link: string | null;
    outcome: 'made' | 'refused';
    postId: string | null;
    /** Why no post was made, or only a draft. */
    problem: ProblemBody | null;
    seenAt: string;
  })[];
};

export type InstanceHealth = {
  version: string;
  checkedAt: string;
  database: {
    version: string;
    answerMs: number;
    /** By how much the server's clock is ahead of the database's. */
    clockAheadMs: number;
    pendingMigrations: string[];
    /** Made by a newer version. */
    unknownMigrations: string[];
  };
  publishers: {
    /** Processes that publish: servers and workers. */
    connected: number;
    /** How long ago this server looked for due Pins; null: it does not publish. */
    thisServer: {
      /** null: it has not looked yet. */
      lastLookAgeMs: number | null;
    } | null;
  };
  pins: {
    /** Due and not taken up. */
    due: number;
    oldestDueSeconds: number | null;
    publishing: number;
    reconciling: number;
    held: number;
    waitingForAccount: number;
    waitingForApproval: number;
    outcomeUnknown: number;
  };
  held: ({
    code: string;
    /** Of the example. */
    message: string;
    fix: string;
    count: number;
    /** An example. */
    postId: string;
    pinId: string;
    /** When the first goes on; null: when a person acts. */
    nextAt: string | null;
  })[];
  failedLastDay: ({
    code: string;
    /** Of the example. */
    message: string;
    fix: string;
    count: number;
    /** An example. */
    postId: string;
    pinId: string;
  })[];
  /** The oldest Pins whose outcome only a person can tell. */
  unknownPins: ({
    postId: string;
    pinId: string;
    title: string | null;
  })[];
  accounts: ({
    accountId: string;
    username: string;
    status: 'connected' | 'needs_reconnection' | 'disconnected';
    /** By how much Pinterest's clock was ahead of the database's in its last answer; null: not measured yet. */
    clockAheadMs: number | null;
  })[];
  /** Pinterest's limits that leave nothing until then. */
  usedUp: ({
    /** null: the limit of the app as a whole. */
    accountId: string | null;
    category: string;
    limit: number;
    resetsAt: string;
  })[];
  pausedLinks: ({
    accountId: string;
    domain: string;
    until: string;
  })[];
  /** Webhooks whose last attempt failed, or that were switched off for it. */
  failingWebhooks: ({
    webhookId: string;
    name: string;
    since: string;
    /** null: it is still tried. */
    disabledReason: string | null;
  })[];
  /** Where the server keeps media; null: unknown. */
  freeDiskBytes: number | null;
  timeZones: {
    ok: boolean;
    found: string;
  };
};

export type Instance = {
  version: string;
  mode: 'sandbox' | 'production';
  sandboxUrl: string | null;
  workspace: {
    id: string;
    name: string;
  };
  /** Where accounts can be connected, and what to register with the Pinterest app. */
  connect: {
    /** The usual one first. */
    hosts: ('pinterest' | 'pinterest-sandbox' | 'sandbox')[];
    redirectUri: string;
    /** Whether a Pinterest app is set up, which needs that address. */
    ownApp: boolean;
  };
};

export type Verified = {
  valid: true;
  userId: string;
  name: string;
  email: string | null;
  authType: 'api_key' | 'session';
  scope: string | null;
};

export type SuggestedKeywords = {
  term: string;
  /** In the order of Pinterest, which repeats the term itself where it knows no other. */
  keywords: string[];
  /** Whose list it is. Words of the sandbox are made up. */
  source: {
    /** `pinterest`: Pinterest itself; `pinterest-sandbox`: Pinterest's own test system (api-sandbox.pinterest.com); `sandbox`: the local sandbox. */
    host: 'pinterest' | 'pinterest-sandbox' | 'sandbox';
    list: 'suggested_searches';
  };
  /** When Pinterest said so: answers are remembered for some hours. */
  asOf: string;
};

export type RelatedKeywords = {
  terms: ({
    term: string;
    /** Empty: Pinterest relates nothing to it, as to many rare terms. */
    keywords: string[];
    /** When Pinterest said so: answers are remembered for some hours. */
    asOf: string;
  })[];
  /** Whose list it is. Words of the sandbox are made up. */
  source: {
    /** `pinterest`: Pinterest itself; `pinterest-sandbox`: Pinterest's own test system (api-sandbox.pinterest.com); `sandbox`: the local sandbox. */
    host: 'pinterest' | 'pinterest-sandbox' | 'sandbox';
    list: 'related_searches';
  };
};

export type TrendingKeywords = {
  region: 'US' | 'CA' | 'DE' | 'FR' | 'ES' | 'IT' | 'DE+AT+CH' | 'GB+IE' | 'IT+ES+PT+GR+MT' | 'PL+RO+HU+SK+CZ' | 'SE+DK+FI+NO' | 'NL+BE+LU' | 'AR' | 'BR' | 'CO' | 'MX' | 'MX+AR+CO+CL' | 'AU+NZ';
  type: 'growing' | 'monthly' | 'yearly' | 'seasonal';
  /** The strongest first. */
  trends: ({
    keyword: string;
    growth: {
      /** Percent against the week before, from -10000 to 10000; 10001: more than that. null: unknown. */
      week: number | null;
      /** Percent against the month before, from -10000 to 10000; 10001: more than that. null: unknown. */
      month: number | null;
      /** Percent against the year before, from -10000 to 10000; 10001: more than that. null: unknown. */
      year: number | null;
    };
    /** How much it was searched for in each week, the earliest first: 100 is its own highest. Keywords cannot be compared by it. */
    series: ({
      weekEnding: string;
      interest: number;
    })[];
  })[];
  /** Whose list it is. Words of the sandbox are made up. */
  source: {
    /** `pinterest`: Pinterest itself; `pinterest-sandbox`: Pinterest's own test system (api-sandbox.pinterest.com); `sandbox`: the local sandbox. */
    host: 'pinterest' | 'pinterest-sandbox' | 'sandbox';
    list: 'trends';
  };
  /** When Pinterest said so: answers are remembered for some hours. */
  asOf: string;
};

export type Media = {
  id: string;
  /** The workspace it belongs to. */
  profileId: string;
  status: 'awaiting_upload' | 'ready';
  kind: 'image' | 'video' | null;
  filename: string | null;
  contentType: string | null;
  bytes: number | null;
  width: number | null;
  height: number | null;
  dominantColor: string | null;
  /** Of a video. */
  durationSeconds: number | null;
  url: string;
  /** What was changed to make the file fit, in words. */
  notes: string[];
  createdAt: string;
};

export type PresignedUpload = {
  uploadUrl: string;
  publicUrl: string;
  key: string;
  mediaId: string;
  /** Seconds. */
  expiresIn: number;
};

export type DirectUploadSlot = {
  mediaId: string;
  uploadUrl: string;
  /** To be sent along as they are. */
  headers: Record<string, string>;
  /** Seconds. */
  expiresIn: number;
};

export type DirectUpload = {
  url: string;
  filename: string;
  contentType: string;
  /** Bytes. */
  size: number;
  media: Media;
};

export type ListedMedia = {
  id: string;
  /** The workspace it belongs to. */
  profileId: string;
  status: 'awaiting_upload' | 'ready';
  kind: 'image' | 'video' | null;
  filename: string | null;
  contentType: string | null;
  bytes: number | null;
  width: number | null;
  height: number | null;
  dominantColor: string | null;
  /** Of a video. */
  durationSeconds: number | null;
  url: string;
  /** What was changed to make the file fit, in words. */
  notes: string[];
  createdAt: string;
  /** Absent: not asked for. */
  posts?: ({
    postId: string;
    createdAt: string;
    updatedAt: string;
  })[] | undefined;
};

export type MediaList = {
  media: ListedMedia[];
};

export type PartsSlot = {
  mediaId: string;
  /** Bytes of every part but the last. */
  partSize: number;
  parts: ({
    number: number;
    url: string;
  })[];
  /** Seconds. */
  expiresIn: number;
};

export type SignedParts = {
  parts: ({
    number: number;
    url: string;
  })[];
  /** Seconds. */
  expiresIn: number;
};

export type ReceivedPart = {
  number: number;
  bytes: number;
  etag: string;
};

export type Role = 'owner' | 'admin' | 'editor' | 'approver' | 'viewer';

export type Person = {
  id: string;
  login: string;
  name: string;
  role: Role;
  signsInWith: ('password' | 'oidc')[];
  /** Whoever this request is of. */
  isCurrent: boolean;
  createdAt: string;
  /** null: not signed in anywhere. */
  lastSeenAt: string | null;
};

export type Invite = {
  id: string;
  role: Role;
  note: string | null;
  createdBy: string;
  createdAt: string;
  expiresAt: string;
};

export type People = {
  people: Person[];
  invites: Invite[];
};

export type PersonEnvelope = {
  message: string;
  person: Person;
};

export type CreatedInvite = {
  message: string;
  invite: Invite;
  /** The link, shown this once. It works once. */
  url: string;
};

export type ResetLink = {
  message: string;
  /** The link that sets a new password, shown this once. */
  url: string;
  expiresAt: string;
};

export type Me = {
  type: 'person' | 'api_key';
  id: string | null;
  name: string;
  login: string | null;
  hasPassword: boolean;
  workspaces: ({
    id: string;
    name: string;
    /** null: an API key has scopes alone. */
    role: Role | null;
    scopes: ('posts:read' | 'posts:write' | 'posts:publish' | 'posts:approve' | 'pins:read' | 'pins:write' | 'pins:delete' | 'analytics:read' | 'analytics:write' | 'accounts:read' | 'accounts:write' | 'boards:read' | 'boards:write' | 'media:write' | 'queues:read' | 'queues:write' | 'keys:read' | 'keys:write' | 'webhooks:read' | 'webhooks:write' | 'instance:read' | 'instance:metrics' | 'workspaces:read' | 'workspaces:write' | 'workspaces:manage' | 'people:read' | 'people:write' | 'audit:read')[];
    /** The one that this session looks at. */
    isCurrent: boolean;
    /** Whether people were set up in it. */
    hasOwner: boolean;
  })[];
};

export type Session = {
  id: string;
  isCurrent: boolean;
  userAgent: string | null;
  address: string | null;
  createdAt: string;
  lastSeenAt: string;
  expiresAt: string;
};

export type SessionList = {
  sessions: Session[];
};

export type PinChange = {
  id: string;
  accountId: string;
  pinterestPinId: string;
  /** save: of a batch; it is done when its post is made, which then says how it goes. */
  kind: 'edit' | 'delete' | 'save';
  /** open: waits for its time, for others or for an answer (`problem`, `nextAt`); conflict: the same fields were changed on Pinterest meanwhile, or the change is out of a backup: say which is to stay. */
  state: 'open' | 'done' | 'refused' | 'conflict' | 'cancelled';
  /** What was seen of the fields that are to be changed. */
  before: {
    title?: string | null | undefined;
    description?: string | null | undefined;
    link?: string | null | undefined;
    altText?: string | null | undefined;
    boardId?: string | null | undefined;
    sectionId?: string | null | undefined;
    slides?: ({
      title: string | null;
      description: string | null;
      link: string | null;
    })[] | undefined;
  };
  wanted: {
    title?: string | null | undefined;
    description?: string | null | undefined;
    link?: string | null | undefined;
    altText?: string | null | undefined;
    boardId?: string | null | undefined;
    sectionId?: string | null | undefined;
    slides?: ({
      title: string | null;
      description: string | null;
      link: string | null;
    })[] | undefined;
  };
  /** Of a conflict: what Pinterest shows. */
  shown: {
    title?: string | null | undefined;
    description?: string | null | undefined;
    link?: string | null | undefined;
    altText?: string | null | undefined;
    boardId?: string | null | undefined;
    sectionId?: string | null | undefined;
    slides?: ({
      title: string | null;
      description: string | null;
      link: string | null;
    })[] | undefined;
  } | null;
  problem: ProblemBody | null;
  /** A request for it may have left: it cannot be cancelled any more. */
  isUnderWay: boolean;
  isUndoable: boolean;
  /** When it is made, or tried again. */
  nextAt: string | null;
  askedBy: {
    type: string;
    name: string;
  };
  askedAt: string;
  endedAt: string | null;
  batchId: string | null;
  /** The change that it takes back. */
  undoOf: string | null;
  /** Of a save: the post that makes it. */
  postId: string | null;
};

export type PinChangeAnswer = {
  change: PinChange;
};

export type PinChangeList = {
  changes: PinChange[];
  /** null: this was the last page. */
  nextCursor: string | null;
};

export type AnsweredPinChanges = {
  answered: number;
};

export type UndonePinChanges = {
  /** Of the changes that take others back. Of a large batch only the first ones are counted here; pins.batches shows how far it is. */
  batchId: string | null;
  /** Changes that had not begun, or that asked. */
  cancelled: number;
  /** Edits that are taken back by new changes, and copies that were saved and are deleted. */
  undoing: number;
  left: ({
    changeId: string;
    pinterestPinId: string;
    problem: ProblemBody;
  })[];
};

export type HiddenPin = {
  pinterestPinId: string;
  accountId: string;
  hidden: boolean;
};

export type UpdatedLivePin = {
  change: PinChange;
  pin: LivePin;
  warnings?: ProblemBody[] | undefined;
};

export type Unpublished = {
  success: boolean;
  message: string;
};

export type EditedLivePost = {
  success: boolean;
  id: string;
  url: string;
  message: string;
};

export type PinBatch = {
  /** As `batchId` of pins.changes it lists what became of each Pin. */
  id: string;
  accountId: string;
  kind: 'replace' | 'utm' | 'move' | 'delete' | 'save' | 'undo';
  /** The batch that it takes back. */
  undoOf: string | null;
  /** planning: its Pins are looked at, some at a time, also after a restart; done: each has a change or stays as it is; stopped: by an undo, or for `problem`. */
  state: 'planning' | 'done' | 'stopped';
  /** Pins that were selected when it began; of an undo, changes. */
  total: number;
  /** How many of them were looked at. */
  looked: number;
  /** How many of them stay as they are. */
  same: number;
  /** How many changes are in which state. */
  changes: {
    open: number;
    done: number;
    refused: number;
    conflict: number;
    cancelled: number;
  };
  /** Why it stopped. */
  problem: ProblemBody | null;
  askedBy: {
    type: string;
    name: string;
  };
  askedAt: string;
  endedAt: string | null;
};

export type PinBatchList = {
  batches: PinBatch[];
  /** null: this was the last page. */
  nextCursor: string | null;
};

export type BulkLivePins = {
  dryRun: boolean;
  /** null: nothing was stored. */
  batch: PinBatch | null;
  /** Pins that the selection has. */
  selected: number;
  /** Of a dry run: of all of them. Else of those that `batch` looked at already. */
  changing: number;
  /** The first 1,000 that change or are refused; pins.changes lists all of a batch. */
  rows: ({
    pinterestPinId: string;
    result: 'changes' | 'same' | 'refused';
    before: {
      title?: string | null | undefined;
      description?: string | null | undefined;
      link?: string | null | undefined;
      altText?: string | null | undefined;
      boardId?: string | null | undefined;
      sectionId?: string | null | undefined;
      slides?: ({
        title: string | null;
        description: string | null;
        link: string | null;
      })[] | undefined;
    };
    wanted: {
      title?: string | null | undefined;
      description?: string | null | undefined;
      link?: string | null | undefined;
      altText?: string | null | undefined;
      boardId?: string | null | undefined;
      sectionId?: string | null | undefined;
      slides?: ({
        title: string | null;
        description: string | null;
        link: string | null;
      })[] | undefined;
    };
    problems: ProblemBody[];
  })[];
};

export type Target = {
  platform: 'pinterest';
  accountId: {
    _id: string;
    platform: 'pinterest';
    username: string;
    displayName: string;
    isActive: boolean;
  };
  /** Linchpin's id of this Pin. */
  pinId: string;
  customContent?: string | undefined;
  /** Its own, where they are not those of the post. */
  mediaIds?: string[] | undefined;
  scheduledFor: string | null;
  platformSpecificData: {
    title: string | null;
    boardId: string;
    boardName: string | null;
    boardSectionId: string | null;
    link: string | null;
    altText: string | null;
    dominantColor: string | null;
    /** Cover of a video. */
    coverMediaId?: string | null | undefined;
    aiDisclosures?: string[] | undefined;
    /** Own words of the images of a carousel. */
    slides?: ({
      title?: string | undefined;
      description?: string | undefined;
      link?: string | undefined;
    })[] | undefined;
    /** Cover of a video: second of its frame. */
    coverImageKeyFrameTime?: number | undefined;
    /** The Pin on Pinterest this one comes from. */
    parentPinId?: string | undefined;
    /** The Pin on Pinterest that is saved to the board. */
    savePinId?: string | undefined;
  };
  status: 'pending' | 'processing' | 'uploading' | 'published' | 'failed' | 'cancelled';
  /** What is being done right now. */
  step: 'preparing' | 'uploading' | 'processing' | 'creating' | 'reconciling' | null;
  /** Why a due Pin waits. */
  heldReason: string | null;
  /** Its code (docs/errors.md). */
  heldReasonCode: string | null;
  platformPostId: string | null;
  platformPostUrl: string | null;
  publishedAt: string | null;
  /** When the published Pin was found to be gone from Pinterest; null: it is there. */
  removedFromPlatformAt: string | null;
  attempts: number;
  errorMessage?: string | undefined;
  errorCode?: string | undefined;
  errorCategory?: string | undefined;
  errorSource?: string | undefined;
  problem?: ProblemBody | undefined;
};

export type Post = {
  _id: string;
  userId: string;
  title?: string | undefined;
  content: string;
  mediaItems: ({
    mediaId: string;
    type: 'image' | 'video';
    url: string;
    width: number | null;
    height: number | null;
    dominantColor: string | null;
    altText?: string | undefined;
    /** Of a video. */
    durationSeconds: number | null;
  })[];
  platforms: Target[];
  scheduledFor: string | null;
  timezone: string;
  status: 'draft' | 'scheduled' | 'publishing' | 'published' | 'partial' | 'failed' | 'cancelled';
  tags: string[];
  hashtags: string[];
  mentions: string[];
  visibility: 'public';
  metadata: Record<string, unknown>;
  referenceKey?: string | null | undefined;
  /** When it was hidden; else it is not. */
  hiddenAt?: string | null | undefined;
  createdAt: string;
  updatedAt: string;
  publishedAt: string | null;
  queuedFromProfile?: string | undefined;
  /** Queue whose slot the post has. */
  queueId?: string | undefined;
  approval: Approval;
};

export type CreatedPost = {
  message: string;
  post: Post;
  existingPost?: Post | undefined;
  error?: string | undefined;
  platformResults?: ({
    platform: string;
    status: string;
    error: string | null;
  })[] | undefined;
  warnings?: ProblemBody[] | undefined;
};

export type PostEnvelope = {
  post: Post;
};

export type PostList = {
  posts: Post[];
  pagination: Pagination;
};

export type BulkUpload = {
  total: number;
  valid: number;
  invalid: number;
  results: ({
    /** From 1, the line of names left out. */
    rowIndex: number;
    ok: boolean;
    createdPostId?: string | undefined;
    /** Codes, each with what it means. */
    errors?: string[] | undefined;
  })[];
  warnings: string[];
  /** Its rows with every problem and its fix: `/imports/{importId}`. */
  importId: string;
};

export type BulkRow = {
  /** Default: create. The other fields are those of that call. */
  action?: 'create' | 'update' | 'cancel' | undefined;
  /** With update and cancel. */
  postId?: string | undefined;
  /** The idempotency key of this row, the same as if it were sent alone. Default: the key of the call and the place of the row. */
  requestId?: string | undefined;
  [name: string]: unknown;
};

export type BulkResult = {
  /** Place of the row, from 0. */
  index: number;
  outcome: 'created' | 'existing' | 'updated' | 'cancelled' | 'valid' | 'refused';
  postId: string | null;
  /** Of the post, as it is now. */
  status: 'draft' | 'scheduled' | 'publishing' | 'published' | 'partial' | 'failed' | 'cancelled' | null;
  scheduledFor: string | null;
  /** Why it was refused; with another outcome warnings. Fields are those of the row. */
  problems: ProblemBody[];
};

export type BulkPosts = {
  message: string;
  counts: Record<'created' | 'existing' | 'updated' | 'cancelled' | 'valid' | 'refused', number>;
  /** One for each row, in order. */
  results: BulkResult[];
};

export type PostImport = {
  id: string;
  profileId: string;
  fileName: string;
  /** Whose columns the file has. */
  format: string | null;
  state: 'working' | 'cancelling' | 'done' | 'cancelled' | 'stopped';
  dryRun: boolean;
  rows: number;
  /** Rows that are a post now: created ones and existing ones. */
  made: number;
  counts: {
    waiting: number;
    created: number;
    /** Made by an earlier import of the same row. */
    existing: number;
    /** Of a dry run. */
    valid: number;
    refused: number;
    cancelled: number;
  };
  /** Why it stopped. */
  problem: ProblemBody | null;
  createdAt: string;
  endedAt: string | null;
};

export type PostImportReport = {
  id: string;
  profileId: string;
  fileName: string;
  /** Whose columns the file has. */
  format: string | null;
  state: 'working' | 'cancelling' | 'done' | 'cancelled' | 'stopped';
  dryRun: boolean;
  rows: number;
  /** Rows that are a post now: created ones and existing ones. */
  made: number;
  counts: {
    waiting: number;
    created: number;
    /** Made by an earlier import of the same row. */
    existing: number;
    /** Of a dry run. */
    valid: number;
    refused: number;
    cancelled: number;
  };
  /** Why it stopped. */
  problem: ProblemBody | null;
  createdAt: string;
  endedAt: string | null;
  /** Which columns say what; of several the first that is filled in counts. */
  mapping: Record<string, string[]>;
  /** Columns that say nothing of a Pin here. */
  ignoredColumns: string[];
  problems: ({
    code: string;
    /** Of the first of these rows. */
    message: string;
    fix: string;
    /** The fix for programs. */
    hint?: {
      /** The call that helps, as in `operationId`. */
      call?: string | undefined;
      /** Fields of this call to set. */
      set?: Record<string, string | number | boolean> | undefined;
    } | undefined;
    rows: number;
    firstRow: number;
  })[];
};

export type PostImportList = {
  imports: PostImport[];
  total: number;
};

export type ImportedRows = {
  rows: ({
    /** From 1, the line of names left out: in a spreadsheet it is the row below. */
    number: number;
    outcome: 'waiting' | 'created' | 'existing' | 'valid' | 'refused' | 'cancelled';
    /** null: there is no post. */
    postId: string | null;
    /** Its problems in one text. */
    error: string | null;
    /** Why it was refused; with another outcome warnings. A field is a column of the file. */
    problems: ProblemBody[];
    raw: Record<string, string>;
  })[];
  total: number;
};

export type ImportErrorsFile = {
  type: string;
  filename: string;
  rows: unknown;
};

export type ChangedPost = {
  message: string;
  post: Post;
  error?: string | undefined;
  warnings?: ProblemBody[] | undefined;
};

export type PostExport = {
  type: string;
  filename: string;
  rows: unknown;
};

export type TimelineEntry = {
  /** null for the beginning, which has no entry of its own. */
  id: number | null;
  /** By the clock of the database; of a request: when it left. */
  at: string;
  kind: 'drafted' | 'accepted' | 'edited' | 'approved' | 'cancelled' | 'retried' | 'resolved' | 'reconnected' | 'board_back' | 'board_moved' | 'live_changed' | 'live_removed' | 'spaced' | 'restored' | 'request' | 'again' | 'held' | 'taken_over' | 'interrupted' | 'published' | 'failed' | 'other';
  /** Create requests counted when this step began. */
  attempt: number;
  /** What happened, in a sentence. Times in it are UTC. */
  text: string;
  /** Name of the API key of who did it. */
  by?: string | undefined;
  request?: {
    operation: string;
    /** null: no answer came. */
    status: number | null;
    /** Pinterest's error code. */
    code: number | null;
    durationMs: number;
    /** Pinterest's id of the request. */
    requestId: string | null;
    /** Why it failed; null on success. */
    message: string | null;
    /** What the headers said; null: nothing. */
    rateLimit: {
      limit: number | null;
      remaining: number | null;
      resetMs: number | null;
    } | null;
  } | undefined;
  decision?: {
    /** The step that was worked on. */
    from: string | null;
    outcome: string;
    /** The step that follows, where it is named. */
    step: string | null;
    /** Code of the reason (docs/errors.md). */
    code: string | null;
    /** null: nothing is waited for, or nobody knows how long. */
    waitMs: number | null;
    /** When it goes on. */
    dueAt: string | null;
  } | undefined;
};

export type Timeline = {
  postId: string;
  pins: ({
    pinId: string;
    title: string | null;
    boardName: string | null;
    status: string;
    /** Oldest first. */
    entries: TimelineEntry[];
    /** Give it as `before`, with pinId, for the entries before these; null: there are none. */
    earlier: number | null;
  })[];
};

export type ValidatedPost = {
  valid: boolean;
  message: string;
  errors?: ({
    platform: string;
    error: string;
  })[] | undefined;
  warnings: ({
    platform: string;
    warning: string;
  })[];
  /** Errors, warnings and hints, each with its fix. */
  problems: ProblemBody[];
  repaired?: {
    valid: boolean;
    changes: ({
      field: string;
      code: string;
      before: unknown;
      after: unknown;
    })[];
    /** Ready to be sent to POST /posts. */
    post: Record<string, unknown>;
    /** The media as they would be published. */
    media: Media[];
    problems: ProblemBody[];
  } | undefined;
};

export type ValidatedMedia = {
  valid: boolean;
  url: string;
  error?: string | undefined;
  contentType: string | null;
  /** Bytes. */
  size: number | null;
  sizeFormatted: string | null;
  type: 'image' | 'video' | 'unknown';
  width: number | null;
  height: number | null;
  durationSeconds: number | null;
  notes: string[];
  platformLimits: {
    pinterest: {
      limit: number;
      limitFormatted: string;
      withinLimit: boolean | null;
    };
  };
  problems: ProblemBody[];
};

export type QueueSchedule = {
  _id: string;
  profileId: string;
  /** null: for every account of the workspace. */
  accountId: string | null;
  name: string;
  timezone: string;
  slots: ({
    /** 0 is Sunday. */
    dayOfWeek: number;
    time: string;
  })[];
  active: boolean;
  isDefault: boolean;
  createdAt: string;
  updatedAt: string;
};

export type QueueSlots = {
  queues: QueueSchedule[];
  count: number;
} | {
  exists: boolean;
  schedule: QueueSchedule | null;
  /** Free slots to come, with the offset of the zone. */
  nextSlots: string[];
};

export type CreatedQueue = {
  success: true;
  schedule: QueueSchedule;
  /** Free slots to come, with the offset of the zone. */
  nextSlots: string[];
};

export type UpdatedQueue = {
  success: true;
  schedule: QueueSchedule;
  /** Free slots to come, with the offset of the zone. */
  nextSlots: string[];
  reshuffledCount: number;
  /** Always 0: Linchpin spreads Pins out instead. */
  skippedDailyLimit: number;
  isNewQueue: boolean;
};

export type DeletedQueue = {
  success: true;
  deleted: boolean;
  deletedCount: number;
  message: string;
};

export type NextSlot = {
  profileId: string;
  nextSlot: string;
  timezone: string;
  queueId: string;
  queueName: string;
};

export type QueuePreview = {
  profileId: string;
  queueId: string;
  queueName: string;
  timezone: string;
  count: number;
  /** Free slots to come, with the offset of the zone. */
  slots: string[];
  /** Every slot up to the last free one, taken ones with their post. */
  upcoming: ({
    at: string;
    /** null: free. */
    postId: string | null;
  })[];
};

export type RestoredPins = {
  /** How many wait for an answer; `pins` names the first of them. */
  count: number;
  /** Changes of live Pins that were open in the backup and ask whether they are to be made; pins.answerChanges answers. */
  changes: number;
  pins: ({
    postId: string;
    pinId: string;
    accountId: string;
    username: string;
    boardId: string;
    boardName: string | null;
    title: string | null;
    scheduledFor: string | null;
    backupTakenAt: string;
    /** Pins on Pinterest that it may be. */
    candidates: ({
      pinterestPinId: string;
      title: string | null;
      createdAt: string | null;
      same: string[];
    })[];
  })[];
};

export type AnsweredRestored = {
  message: string;
  answered: number;
  /** Pins that still wait for an answer. */
  left: number;
};

export type Plan = {
  accountId: string;
  timezone: string;
  intervalMinutes: number;
  jitterMinutes: number;
  /** Send it with the post to get these very times. */
  seed: string;
  start: string;
  end: string;
  count: number;
  entries: ({
    boardId: string;
    boardName: string | null;
    scheduledFor: string;
    /** With the offset of the zone. */
    localTime: string;
  })[];
  warnings?: ProblemBody[] | undefined;
};

export type Webhook = {
  _id: string;
  profileId: string;
  name: string;
  url: string;
  format: 'standard' | 'zernio' | 'bundle';
  events: string[];
  isActive: boolean;
  /** Only in the answer to the request that set or made it. */
  secret?: string | undefined;
  hasSecret: boolean;
  /** Until then the secret before signs as well. */
  oldSecretUntil: string | null;
  customHeaders?: Record<string, string> | undefined;
  /** When a delivery last arrived; absent: never. */
  lastFiredAt?: string | undefined;
  /** Deliveries in a row that were given up. */
  failureCount: number;
  /** null: the last attempt succeeded. */
  failingSince: string | null;
  /** When Linchpin switched it off. */
  disabledAt: string | null;
  disabledReason: string | null;
  createdAt: string;
  updatedAt: string;
};

export type WebhookList = {
  webhooks: Webhook[];
  /** What can be asked for in each format. */
  availableEvents: Record<'standard' | 'zernio' | 'bundle', string[]>;
};

export type SavedWebhook = {
  success: true;
  webhook: Webhook;
};

export type DeletedWebhook = {
  success: true;
};

export type WebhookOutcome = {
  success: boolean;
  message: string;
  /** The message, where it did not succeed. */
  error?: string | undefined;
  code?: 'WEBHOOK_NOT_DELIVERED' | undefined;
  /** Find the request and the answer under it in the log. */
  eventId: string;
  /** What the receiver answered; null: nothing yet. */
  statusCode: number | null;
  /** Milliseconds. */
  responseTime: number | null;
};

export type WebhookLog = {
  webhookId: string;
  webhookName: string;
  /** The same in every attempt, and for every webhook. */
  eventId: string;
  event: string;
  url: string;
  status: 'success' | 'failed';
  /** Absent: no answer came. */
  statusCode?: number | undefined;
  /** The body that was sent, the same in every attempt. */
  requestPayload: unknown;
  /** Values of custom headers are masked. */
  requestHeaders: Record<string, string>;
  /** Its first 4 KB. */
  responseBody?: string | undefined;
  errorMessage?: string | undefined;
  attemptNumber: number;
  /** Milliseconds. */
  responseTime: number;
  createdAt: string;
  /** Of the delivery now. dead: given up. dropped: the webhook was switched off. from_backup: it may have arrived before the backup was restored. */
  deliveryState: 'pending' | 'delivered' | 'dead' | 'dropped' | 'from_backup';
  nextAttemptAt: string | null;
};

export type WebhookLogs = {
  logs: WebhookLog[];
  pagination: SkipPagination;
};

export type Profile = {
  _id: string;
  userId: string;
  name: string;
  description: string | null;
  color: string | null;
  /** Of a picture, wherever that lies. */
  avatarUrl: string | null;
  /** The one that is shown first. */
  isDefault: boolean;
  /** Posts by these need an approval before they go out. */
  approvalRoles: ('owner' | 'admin' | 'editor' | 'api_key')[];
  /** There is no limit. */
  isOverLimit?: false | undefined;
  createdAt: string;
};

export type ProfileList = {
  profiles: Profile[];
  total?: number | undefined;
  skip?: number | undefined;
  limit?: number | undefined;
};

export type ProfileEnvelope = {
  profile: Profile;
};

export type ChangedProfile = {
  message: string;
  profile: Profile;
};

export type User = {
  _id: string;
  email: string | null;
  name: string;
  role: string;
  createdAt: string | null;
};

export type UserList = {
  currentUserId: string;
  users: User[];
};

export type UserEnvelope = {
  user: User;
};

export type Usage = {
  /** The shape that has no limits. */
  billingSystem: 'metronome';
  planName: 'Self-hosted';
  billingPeriod: 'monthly';
  hasAccess: true;
  isInvitedUser: boolean;
  autoUpgradeEnabled: false;
  /** -1: none. */
  limits: {
    uploads: -1;
    profiles: -1;
  };
  usage: {
    connectedAccounts: number;
    profiles: number;
    /** Made since the month began, in UTC; drafts too. */
    postsThisMonth: number;
    /** Uploaded and fetched files. */
    uploadsThisMonth: number;
  };
};

export type WorkspaceExport = {
  type: string;
  filename: string;
  rows: unknown;
};

/** Since the Pins were made. What Pinterest has not given is 0: see syncStatus. */
export type PostAnalytics = {
  impressions: number;
  reach: 0;
  likes: 0;
  comments: 0;
  shares: 0;
  saves: number;
  /** Clicks on the Pin. */
  clicks: number;
  outboundClicks: number;
  views: 0;
  follows: 0;
  igReelsAvgWatchTime: 0;
  igReelsVideoViewTotalTime: 0;
  reelsSkipRate: 0;
  completionRate: 0;
  profileViews: 0;
  websiteClicks: 0;
  impressionSources: object;
  audienceTypes: object;
  audienceCountries: object;
  reposts: 0;
  videoDurationSeconds: null;
  /** Saves for 100 impressions, of the lifetime. */
  engagementRate: number;
  /** Figures of which something is not known; what is not known counts as 0 here. */
  unknown: ('impressions' | 'saves' | 'clicks' | 'outboundClicks')[];
  lastUpdated: string | null;
};

export type PlatformAnalytics = {
  platform: 'pinterest';
  status: 'published' | 'failed';
  platformPostId: string | null;
  accountId: string;
  accountUsername: string | null;
  analytics: PostAnalytics | null;
  syncStatus: 'synced' | 'pending' | 'unavailable';
  platformPostUrl: string | null;
  errorMessage: string | null;
};

export type SinglePostAnalytics = {
  latePostId: string | null;
  content: string;
  scheduledFor: string | null;
  publishedAt: string | null;
  status: 'published' | 'failed' | 'partial';
  analytics: PostAnalytics;
  platform: 'pinterest';
  platformPostUrl: string | null;
  isExternal: boolean;
  thumbnailUrl: string | null;
  mediaType: 'image' | 'video' | 'carousel' | null;
  mediaItems: ({
    type: 'image' | 'video';
    url: string;
    thumbnail: string;
    altText?: string | undefined;
  })[];
  postId: string;
  platformAnalytics: PlatformAnalytics[];
  syncStatus: 'synced' | 'pending' | 'partial' | 'unavailable';
  message: string | null;
};

export type PostAnalyticsList = {
  overview: {
    totalPosts: number;
    publishedPosts: number;
    scheduledPosts: number;
    lastSync: string | null;
    dataStaleness: {
      staleAccountCount: number;
      syncTriggered: boolean;
    };
  };
  posts: ({
    latePostId: string | null;
    content: string;
    scheduledFor: string | null;
    publishedAt: string | null;
    status: 'published' | 'failed' | 'partial';
    analytics: PostAnalytics;
    platform: 'pinterest';
    platformPostUrl: string | null;
    isExternal: boolean;
    thumbnailUrl: string | null;
    mediaType: 'image' | 'video' | 'carousel' | null;
    mediaItems: ({
      type: 'image' | 'video';
      url: string;
      thumbnail: string;
      altText?: string | undefined;
    })[];
    _id: string;
    platforms: PlatformAnalytics[];
    isAd: false;
    profileId: string;
  })[];
  pagination: Pagination;
  accounts: Account[];
  hasAnalyticsAccess: boolean;
};

export type DailyMetrics = {
  /** Days of which nothing is known are left out. */
  dailyData: ({
    date: string;
    postCount: number;
    platforms: Record<string, number>;
    metrics: {
      impressions: number;
      reach: number;
      likes: number;
      comments: number;
      shares: number;
      saves: number;
      clicks: number;
      views: number;
    };
  })[];
  platformBreakdown: ({
    platform: string;
    postCount: number;
    impressions: number;
    reach: number;
    likes: number;
    comments: number;
    shares: number;
    saves: number;
    clicks: number;
    views: number;
  })[];
};

export type PostTimelineMetrics = {
  postId: string;
  /** Of each day by itself; days of which nothing is known are left out. */
  timeline: ({
    date: string;
    platform: string;
    platformPostId: string;
    impressions: number;
    reach: number;
    likes: number;
    comments: number;
    shares: number;
    saves: number;
    clicks: number;
    views: number;
    outboundClicks: number;
  })[];
};

export type BestTimes = {
  slots: ({
    day_of_week: number;
    hour: number;
    avg_engagement: number;
    post_count: number;
  })[];
};

export type ContentDecay = {
  /** Pinterest tells whole days, so the first day's three are never there. */
  buckets: ({
    bucket_order: number;
    bucket_label: string;
    avg_pct_of_final: number;
    post_count: number;
  })[];
};

export type PostingFrequency = {
  frequency: ({
    platform: string;
    posts_per_week: number;
    avg_engagement_rate: number;
    avg_engagement: number;
    weeks_count: number;
  })[];
};

export type FollowerStats = {
  accounts: ({
    _id: string;
    platform: 'pinterest';
    /** The workspace the account belongs to. */
    profileId: string;
    username: string;
    displayName: string;
    profilePicture: string | null;
    profileUrl: string;
    isActive: boolean;
    needsReconnection: boolean;
    metadata: {
      pinterestUserId: string;
      defaultBoardId: string | null;
      /** Whether this account lives in the local sandbox. */
      sandbox: boolean;
      /** `pinterest`: Pinterest itself; `pinterest-sandbox`: Pinterest's own test system (api-sandbox.pinterest.com); `sandbox`: the local sandbox. */
      host: 'pinterest' | 'pinterest-sandbox' | 'sandbox';
    };
    /** Absent: not known. */
    currentFollowers?: number | undefined;
    lastUpdated?: string | undefined;
    growth?: number | undefined;
    growthPercentage?: number | undefined;
    dataPoints: number;
    accountStats?: {
      followingCount?: number | undefined;
      pinCount?: number | undefined;
      boardCount?: number | undefined;
      monthlyViews?: number | undefined;
    } | undefined;
  })[];
  stats: Record<string, ({
    date: string;
    followers: number;
  })[]>;
  dateRange: {
    from: string;
    to: string;
  };
  granularity: string;
};

export type ExternalPost = {
  platform: 'pinterest';
  platformPostId: string;
  platformPostUrl: string;
  content: string;
  publishedAt?: string | undefined;
  mediaType?: 'image' | 'video' | 'carousel' | undefined;
  thumbnailUrl?: string | undefined;
  mediaItems: ({
    type: 'image' | 'video';
    url: string;
    thumbnail: string;
    altText?: string | undefined;
  })[];
  /** Absent: Pinterest has told none yet. */
  analytics?: PostAnalytics | undefined;
};

export type SyncedExternal = {
  synced: {
    /** Pins that Pinterest has listed so far. */
    postsFound: number;
    /** Of these, Pins that are stored as Pinterest shows them. */
    postsSynced: number;
    /** Read less than 15 seconds ago, and not again. */
    skipped: boolean;
  };
  found?: boolean | undefined;
  post?: ExternalPost | null | undefined;
  /** The newest 50 that were made elsewhere. */
  posts?: ExternalPost[] | undefined;
};

/** What each call takes beside the parts of its path, and what it answers. */
export interface Calls {
  /** Publishes a Pin now, schedules it, or keeps it as a draft. */
  'posts.create': {
    input: {
      /** The description of the Pin. */
      content?: string | undefined;
      title?: string | undefined;
      mediaItems?: ({
        type?: 'image' | 'video' | 'gif' | 'document' | undefined;
        url?: string | undefined;
        /** A file uploaded before, in place of its address. */
        mediaId?: string | undefined;
        title?: string | undefined;
        altText?: string | undefined;
        filename?: string | undefined;
        /** Of a video: the address of its cover. */
        thumbnail?: string | undefined;
        /** Of this slide of a carousel. */
        description?: string | undefined;
        /** Of this slide of a carousel. */
        link?: string | undefined;
      })[] | undefined;
      mediaIds?: string[] | undefined;
      mediaFit?: 'crop' | 'pad' | 'error' | {
        mode: 'crop' | 'pad' | 'error';
        ratio?: '2:3' | '1:1' | '4:5' | '9:16' | undefined;
      } | undefined;
      platforms?: ({
        platform?: string | undefined;
        accountId?: string | undefined;
        customContent?: string | undefined;
        customMedia?: ({
          type?: 'image' | 'video' | 'gif' | 'document' | undefined;
          url?: string | undefined;
          /** A file uploaded before, in place of its address. */
          mediaId?: string | undefined;
          title?: string | undefined;
          altText?: string | undefined;
          filename?: string | undefined;
          /** Of a video: the address of its cover. */
          thumbnail?: string | undefined;
          /** Of this slide of a carousel. */
          description?: string | undefined;
          /** Of this slide of a carousel. */
          link?: string | undefined;
        })[] | undefined;
        mediaIds?: string[] | undefined;
        scheduledFor?: string | undefined;
        firstComment?: string | undefined;
        /** false: without a board it is refused; else it goes to the default board. */
        useDefaultBoard?: boolean | undefined;
        platformSpecificData?: {
          title?: string | undefined;
          /** The id or the exact name of a board. */
          boardId?: string | undefined;
          /** The id or the exact name of a section. */
          boardSectionId?: string | null | undefined;
          link?: string | null | undefined;
          altText?: string | undefined;
          dominantColor?: string | undefined;
          /** Cover of a video. */
          coverImageUrl?: string | undefined;
          /** Cover of a video, uploaded before. */
          coverMediaId?: string | undefined;
          /** Cover of a video: second of its frame. */
          coverImageKeyFrameTime?: number | undefined;
          /** Own words of the images of a carousel, in order. */
          slides?: ({
            title?: string | undefined;
            description?: string | undefined;
            link?: string | undefined;
          })[] | undefined;
          isAiGenerated?: boolean | undefined;
          aiDisclosures?: ('AI_MODIFIED' | 'SYNTHETIC_PERFORMER')[] | undefined;
          /** The Pin on Pinterest this one comes from. */
          parentPinId?: string | undefined;
          /** Saves this existing Pin to the board; no media. */
          savePinId?: string | undefined;
          /** Refused: Pinterest has no comments in its API. */
          firstComment?: string | undefined;
          [name: string]: unknown;
        } | undefined;
      })[] | undefined;
      publishNow?: boolean | undefined;
      scheduledFor?: string | undefined;
      /** IANA time zone such as Europe/Berlin. */
      timezone?: string | undefined;
      isDraft?: boolean | undefined;
      /** Checks the post as tools/validate/post does, and stores nothing. */
      dryRun?: boolean | undefined;
      firstComment?: string | undefined;
      tags?: string[] | undefined;
      hashtags?: string[] | undefined;
      mentions?: string[] | undefined;
      metadata?: Record<string, unknown> | undefined;
      /** What you call the post; no other one of the workspace may have it. */
      referenceKey?: string | undefined;
      /** Takes the next free slot of a queue of this workspace, unless scheduledFor is given. */
      queuedFromProfile?: string | undefined;
      /** With queuedFromProfile: another queue than the default. */
      queueId?: string | undefined;
      fanOut?: {
        /** Ids or exact names; the one entry in platforms is then used for each of them. */
        boards?: string[] | undefined;
        /** Up to 90 days. */
        intervalMinutes: number;
        /** Less than the interval. */
        jitterMinutes?: number | undefined;
        /** The same seed gives the same times. */
        seed?: string | undefined;
      } | undefined;
      /** Nothing goes out before a person approves it. */
      requiresApproval?: boolean | undefined;
      /** Accepts a Pin that was accepted for the same board within 24 hours. */
      allowDuplicate?: boolean | undefined;
      /** What becomes of a time that has passed. Absent: a new post is published at once, with a warning; a change is refused. */
      ifPast?: 'publish' | 'refuse' | undefined;
      /** Refused unless enabled is false: posts are not repeated. */
      recycling?: {
        enabled?: boolean | undefined;
        [name: string]: unknown;
      } | null | undefined;
      /** Keeps the times as they are, whatever the spacing rules of the account say. */
      ignoreSpacing?: boolean | undefined;
    };
    output: CreatedPost | ValidatedPost;
  };
  /** Creates, changes and cancels up to 500 posts, each with its own result. */
  'posts.bulk': {
    input: {
      posts: BulkRow[];
      /** Checks every row, and stores nothing. */
      dryRun?: boolean | undefined;
    };
    output: BulkPosts;
  };
  /** Posts, newest first, with filters and pages. */
  'posts.list': {
    input: {
      page?: number | undefined;
      limit?: number | undefined;
      offset?: number | undefined;
      status?: 'draft' | 'scheduled' | 'publishing' | 'published' | 'partial' | 'failed' | 'cancelled' | undefined;
      platform?: string | undefined;
      accountId?: string | undefined;
      /** Posts with a Pin for this board, by its id. */
      boardId?: string | undefined;
      /** Posts with a Pin that is held for the reason with this code, like PIN_BOARD_GONE. */
      heldReason?: string | undefined;
      profileId?: string | undefined;
      fromDate?: string | undefined;
      toDate?: string | undefined;
      /** The same as fromDate. */
      dateFrom?: string | undefined;
      /** The same as toDate. */
      dateTo?: string | undefined;
      /** external: Pins made elsewhere are no posts here, so none; GET /pins lists them. */
      source?: 'all' | 'zernio' | 'late' | 'external' | undefined;
      /** Has no effect: a workspace has no users. */
      createdBy?: string | undefined;
      /** Also posts that were hidden. */
      includeHidden?: boolean | 'true' | 'false' | undefined;
      /** Only posts that were hidden. */
      onlyHidden?: boolean | 'true' | 'false' | undefined;
      /** The post that was given this key. */
      referenceKey?: string | undefined;
      /** Several statuses, separated by commas. */
      statuses?: string | undefined;
      /** Of the scheduled posts: those that wait for their time alone, for an approval, or after an error or for what holds them. */
      waitsFor?: 'time' | 'approval' | 'retry' | undefined;
      /** In titles and descriptions; or the id of a post or of one of its Pins. */
      search?: string | undefined;
      sortBy?: 'scheduled-desc' | 'scheduled-asc' | 'created-desc' | 'created-asc' | 'updated-desc' | 'updated-asc' | 'published-desc' | 'published-asc' | 'hidden-desc' | 'hidden-asc' | 'status' | 'platform' | undefined;
    };
    output: PostList;
  };
  /** A post with the state of each of its Pins. */
  'posts.get': {
    input: object;
    output: PostEnvelope;
  };
  /** What happened to each Pin of a post: every request, answer, wait and decision. */
  'posts.timeline': {
    input: {
      /** Of this Pin only. */
      pinId?: string | undefined;
      /** Entries of each Pin at most: the newest. */
      limit?: number | undefined;
      /** Entries before the one with this id: `earlier` of the last answer. Use it with pinId. */
      before?: number | undefined;
    };
    output: Timeline;
  };
  /** Changes a post that has not gone out: its content, its boards or its time. */
  'posts.update': {
    input: {
      content?: string | null | undefined;
      title?: string | null | undefined;
      mediaItems?: ({
        type?: 'image' | 'video' | 'gif' | 'document' | undefined;
        url?: string | undefined;
        /** A file uploaded before, in place of its address. */
        mediaId?: string | undefined;
        title?: string | undefined;
        altText?: string | undefined;
        filename?: string | undefined;
        /** Of a video: the address of its cover. */
        thumbnail?: string | undefined;
        /** Of this slide of a carousel. */
        description?: string | undefined;
        /** Of this slide of a carousel. */
        link?: string | undefined;
      })[] | undefined;
      mediaIds?: string[] | undefined;
      mediaFit?: 'crop' | 'pad' | 'error' | {
        mode: 'crop' | 'pad' | 'error';
        ratio?: '2:3' | '1:1' | '4:5' | '9:16' | undefined;
      } | undefined;
      platforms?: ({
        platform?: string | undefined;
        accountId?: string | undefined;
        customContent?: string | undefined;
        customMedia?: ({
          type?: 'image' | 'video' | 'gif' | 'document' | undefined;
          url?: string | undefined;
          /** A file uploaded before, in place of its address. */
          mediaId?: string | undefined;
          title?: string | undefined;
          altText?: string | undefined;
          filename?: string | undefined;
          /** Of a video: the address of its cover. */
          thumbnail?: string | undefined;
          /** Of this slide of a carousel. */
          description?: string | undefined;
          /** Of this slide of a carousel. */
          link?: string | undefined;
        })[] | undefined;
        mediaIds?: string[] | undefined;
        scheduledFor?: string | undefined;
        firstComment?: string | undefined;
        /** false: without a board it is refused; else it goes to the default board. */
        useDefaultBoard?: boolean | undefined;
        platformSpecificData?: {
          title?: string | undefined;
          /** The id or the exact name of a board. */
          boardId?: string | undefined;
          /** The id or the exact name of a section. */
          boardSectionId?: string | null | undefined;
          link?: string | null | undefined;
          altText?: string | undefined;
          dominantColor?: string | undefined;
          /** Cover of a video. */
          coverImageUrl?: string | undefined;
          /** Cover of a video, uploaded before. */
          coverMediaId?: string | undefined;
          /** Cover of a video: second of its frame. */
          coverImageKeyFrameTime?: number | undefined;
          /** Own words of the images of a carousel, in order. */
          slides?: ({
            title?: string | undefined;
            description?: string | undefined;
            link?: string | undefined;
          })[] | undefined;
          isAiGenerated?: boolean | undefined;
          aiDisclosures?: ('AI_MODIFIED' | 'SYNTHETIC_PERFORMER')[] | undefined;
          /** The Pin on Pinterest this one comes from. */
          parentPinId?: string | undefined;
          /** Saves this existing Pin to the board; no media. */
          savePinId?: string | undefined;
          /** Refused: Pinterest has no comments in its API. */
          firstComment?: string | undefined;
          [name: string]: unknown;
        } | undefined;
      })[] | undefined;
      publishNow?: boolean | undefined;
      scheduledFor?: string | undefined;
      /** IANA time zone such as Europe/Berlin. */
      timezone?: string | undefined;
      isDraft?: boolean | undefined;
      /** Checks the post as tools/validate/post does, and stores nothing. */
      dryRun?: boolean | undefined;
      firstComment?: string | undefined;
      tags?: string[] | null | undefined;
      hashtags?: string[] | null | undefined;
      mentions?: string[] | null | undefined;
      metadata?: Record<string, unknown> | null | undefined;
      referenceKey?: string | null | undefined;
      /** Takes the next free slot of a queue of this workspace, unless scheduledFor is given. */
      queuedFromProfile?: string | undefined;
      /** With queuedFromProfile: another queue than the default. */
      queueId?: string | undefined;
      fanOut?: {
        /** Ids or exact names; the one entry in platforms is then used for each of them. */
        boards?: string[] | undefined;
        /** Up to 90 days. */
        intervalMinutes: number;
        /** Less than the interval. */
        jitterMinutes?: number | undefined;
        /** The same seed gives the same times. */
        seed?: string | undefined;
      } | undefined;
      /** Nothing goes out before a person approves it. */
      requiresApproval?: boolean | undefined;
      /** Accepts a Pin that was accepted for the same board within 24 hours. */
      allowDuplicate?: boolean | undefined;
      /** What becomes of a time that has passed. Absent: a new post is published at once, with a warning; a change is refused. */
      ifPast?: 'publish' | 'refuse' | undefined;
      /** Refused unless enabled is false: posts are not repeated. */
      recycling?: {
        enabled?: boolean | undefined;
        [name: string]: unknown;
      } | null | undefined;
      /** Keeps the times as they are, whatever the spacing rules of the account say. */
      ignoreSpacing?: boolean | undefined;
    };
    output: ChangedPost | ValidatedPost;
  };
  /** Deletes a post that Pinterest has nothing of. */
  'posts.delete': {
    input: object;
    output: Message;
  };
  /** Stops what has not gone out yet; the post stays and can be given a new time. */
  'posts.cancel': {
    input: object;
    output: ChangedPost;
  };
  /** Hides the record of a post that goes nowhere any more, or shows it again. */
  'posts.hide': {
    input: {
      /** true: lists leave it out, and its key may be given again. */
      hidden: boolean;
    };
    output: PostEnvelope;
  };
  /** Publishes the failed Pins of a post again, or one of them, and waits for the outcome. */
  'posts.retry': {
    input: {
      /** Only this Pin of the post; default: all that failed. */
      pinId?: string | undefined;
    };
    output: ChangedPost;
  };
  /** Lets a post go out that waits for an approval; one whose time has passed needs a word on when. */
  'posts.approve': {
    input: {
      /** Those whose time has passed go out at once. */
      publishNow?: boolean | undefined;
      /** publish: the same as publishNow. Either needs the right to publish. */
      ifPast?: 'publish' | 'refuse' | undefined;
      /** Those whose time has passed go out at this one. */
      scheduledFor?: string | undefined;
      /** Of scheduledFor; default: that of the post. */
      timezone?: string | undefined;
    };
    output: ChangedPost;
  };
  /** Says what became of a Pin whose outcome is unknown: it is there, or it is not. */
  'posts.resolvePin': {
    input: {
      outcome: 'published' | 'not_published';
      /** With published: the id of the Pin or its address on Pinterest. */
      pinterestPinId?: string | undefined;
    };
    output: ChangedPost;
  };
  /** Deletes the Pins of a published post on Pinterest; the post is kept, and shown as cancelled. */
  'posts.unpublish': {
    input: {
      platform: 'pinterest';
      /** Only the Pins of this account. */
      accountId?: string | undefined;
    };
    output: Unpublished;
  };
  /** Changes the description of the Pins of a published post on Pinterest. */
  'posts.edit': {
    input: {
      platform: 'pinterest';
      /** Only the Pins of this account. */
      accountId?: string | undefined;
      /** The description, up to 800 characters. */
      content: string;
    };
    output: EditedLivePost;
  };
  /** Makes a post of each row of a CSV file, or only checks them; workers go through the rows, each once. */
  'postImports.start': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
      /** Id or name of the account of rows that name none; needed only with several. */
      accountId?: string | undefined;
      /** Id or name of the board of rows that name none. */
      board?: string | undefined;
      /** Of times without one. Default: UTC, as in the files of Pinterest. */
      timezone?: string | undefined;
      /** Rows without a time become drafts, get the next free times of a queue, go out now, or are refused. */
      withoutDate?: 'draft' | 'queue' | 'now' | 'refuse' | undefined;
      /** Another queue than the default. */
      queueId?: string | undefined;
      /** Every row becomes a draft. */
      draft?: boolean | 'true' | 'false' | undefined;
      /** Nothing goes out before an approval. */
      requiresApproval?: boolean | 'true' | 'false' | undefined;
      /** For images that do not fit. */
      mediaFit?: 'crop' | 'pad' | 'error' | undefined;
      /** Checks every row, and makes nothing. */
      dryRun?: boolean | 'true' | 'false' | undefined;
      /** What comes first in 03/04/2026. */
      dateOrder?: 'dmy' | 'mdy' | undefined;
      /** Default: what the names of the columns say. */
      format?: 'pinterest' | 'zernio' | 'bundle' | 'tailwind' | 'postiz' | 'plain' | undefined;
      /** In JSON: which column says what, like {"media":"Picture","board":"Pinboard"}. */
      mapping?: string | undefined;
    };
    output: PostImportReport;
  };
  /** Makes a post of each row of a CSV file in Zernio's columns, and answers when all are done. */
  'postImports.bulkUpload': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
      /** Checks every row, and makes nothing. */
      dryRun?: boolean | 'true' | 'false' | undefined;
    };
    output: BulkUpload;
  };
  /** Keeps what became of the rows of a file of posts, for 90 days. */
  'postImports.record': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
      fileName: string;
      rows: ({
        /** The post it became; absent: it was refused. */
        postId?: string | undefined;
        /** Why it was refused. */
        error?: string | undefined;
        raw: Record<string, string>;
      })[];
    };
    output: PostImport;
  };
  /** Files of posts that were taken in, the newest first. */
  'postImports.list': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
      limit?: number | undefined;
      offset?: number | undefined;
    };
    output: PostImportList;
  };
  /** How far one of them is, and what is wrong with its rows. */
  'postImports.get': {
    input: object;
    output: PostImportReport;
  };
  /** Its rows, each with its post or why it has none. */
  'postImports.rows': {
    input: {
      /** Only rows that ended so. */
      outcome?: 'waiting' | 'created' | 'existing' | 'valid' | 'refused' | 'cancelled' | undefined;
      /** Only rows that became a post, or only the others. */
      made?: boolean | 'true' | 'false' | undefined;
      limit?: number | undefined;
      offset?: number | undefined;
    };
    output: ImportedRows;
  };
  /** Makes no more posts of its rows; those that were made stay. */
  'postImports.cancel': {
    input: object;
    output: PostImport;
  };
  /** Lists Pins that were due between a backup and its restore and may be out already. */
  'restored.list': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
    };
    output: RestoredPins;
  };
  /** Answers for all such Pins at once: publish them now, or leave them out. */
  'restored.answer': {
    input: {
      /** publish: they are not out, send them now; discard: they are out, or not wanted. */
      outcome: 'publish' | 'discard';
      /** Default: every Pin that waits for this answer. */
      pinIds?: string[] | undefined;
    };
    output: AnsweredRestored;
  };
  /** A queue with its next free slots, or every queue. */
  'queues.get': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
      /** Absent: the default queue. */
      queueId?: string | undefined;
      /** The default queue of this account. */
      accountId?: string | undefined;
      all?: 'true' | 'false' | undefined;
    };
    output: QueueSlots;
  };
  /** Makes a queue of weekly slots; the first one is the default. */
  'queues.create': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
      /** The default queue of this account. */
      accountId?: string | undefined;
      name: string;
      /** IANA time zone such as Europe/Berlin. */
      timezone: string;
      slots: ({
        /** 0 is Sunday. */
        dayOfWeek: number;
        time: string;
      })[];
      active?: boolean | undefined;
    };
    output: CreatedQueue;
  };
  /** Changes a queue, or makes the first one. */
  'queues.update': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
      /** Absent: the default queue. */
      queueId?: string | undefined;
      /** The default queue of this account. */
      accountId?: string | undefined;
      name?: string | undefined;
      /** IANA time zone such as Europe/Berlin. */
      timezone: string;
      slots: ({
        /** 0 is Sunday. */
        dayOfWeek: number;
        time: string;
      })[];
      active?: boolean | undefined;
      setAsDefault?: boolean | undefined;
      /** Moves waiting posts of this queue to its new slots, in their order. */
      reshuffleExisting?: boolean | undefined;
    };
    output: UpdatedQueue;
  };
  /** Deletes a queue, or all of them; posts keep their times. */
  'queues.delete': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
      /** Absent: every queue of the workspace. */
      queueId?: string | undefined;
    };
    output: DeletedQueue;
  };
  /** The next free slot of a queue; it is not reserved. */
  'queues.nextSlot': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
      /** Absent: the default queue. */
      queueId?: string | undefined;
      /** The default queue of this account. */
      accountId?: string | undefined;
    };
    output: NextSlot;
  };
  /** The slots of a queue to come, free and taken. */
  'queues.preview': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
      /** Absent: the default queue. */
      queueId?: string | undefined;
      /** The default queue of this account. */
      accountId?: string | undefined;
      count?: number | undefined;
    };
    output: QueuePreview;
  };
  /** The connected Pinterest accounts. */
  'accounts.list': {
    input: {
      platform?: string | undefined;
      profileId?: string | undefined;
      status?: 'connected' | 'disconnected' | undefined;
      includeOverLimit?: boolean | 'true' | 'false' | undefined;
      page?: number | undefined;
      limit?: number | undefined;
    };
    output: AccountList;
  };
  /** Gives an account another display name here. */
  'accounts.rename': {
    input: {
      /** What to call it here; empty or null: Pinterest's name again. */
      displayName?: string | null | undefined;
      /** Pinterest's; it cannot be changed here. */
      username?: string | undefined;
    };
    output: RenamedAccount;
  };
  /** Moves an account to another workspace; what it has published stays where it is. */
  'accounts.move': {
    input: {
      /** Id of the workspace it is to be in. */
      profileId: string;
      /** Cancels its planned Pins; without it, an account that has any is not moved. */
      plannedPins?: 'cancel' | undefined;
    };
    output: MovedAccount;
  };
  /** Lets another workspace use the same sign-in of a Pinterest user. */
  'accounts.copy': {
    input: {
      /** Id of the workspace that is to have it too. */
      profileId: string;
    };
    output: CopiedAccount;
  };
  /** Forgets the sign-in of an account, and holds or cancels its planned Pins. */
  'accounts.disconnect': {
    input: {
      /** `hold`: they wait until the account is connected again; `cancel`. */
      plannedPins?: 'hold' | 'cancel' | undefined;
      /** `purge` also removes its Pins, drafts and boards from this installation. */
      data?: 'keep' | 'purge' | undefined;
    };
    output: DisconnectedAccount;
  };
  /** Whether the accounts can publish, and what needs attention. */
  'accounts.allHealth': {
    input: {
      platform?: string | undefined;
      profileId?: string | undefined;
      /** `error`: it cannot publish; `warning`: something needs attention before long. */
      status?: 'healthy' | 'warning' | 'error' | undefined;
    };
    output: AccountsHealth;
  };
  /** The sign-in of an account, its permissions, and what Pinterest lets its app do. */
  'accounts.health': {
    input: {
      /** Asks Pinterest now, instead of telling what is known. */
      probe?: boolean | 'true' | 'false' | undefined;
    };
    output: AccountHealth;
  };
  /** The newest Pins that Pinterest shows of an account, as Zernio has it. */
  'accounts.posts': {
    input: object;
    output: AccountPosts;
  };
  /** What Pinterest's limits leave an account, and links that wait. */
  'accounts.limits': {
    input: object;
    output: AccountLimits;
  };
  /** How far apart the Pins of an account are kept, and when the next one is free to go. */
  'spacing.get': {
    input: object;
    output: AccountSpacing;
  };
  /** Changes the spacing rules of an account; Pins that have their times keep them until due. */
  'spacing.change': {
    input: {
      /** `advise` warns; `enforce` moves Pins to the next time that keeps every rule; `off` does neither. */
      mode?: 'off' | 'advise' | 'enforce' | undefined;
      /** Between any two Pins. */
      minGapMinutes?: number | null | undefined;
      /** Between Pins with the same link. */
      linkGapHours?: number | null | undefined;
      /** Between Pins with the same image on different boards. */
      imageGapHours?: number | null | undefined;
      /** In any 24 hours. */
      pinsPerDay?: number | null | undefined;
      warmUp?: {
        /** Since the account was connected here. */
        days?: number | undefined;
        pinsPerDay?: number | undefined;
      } | null | undefined;
    };
    output: AccountSpacing;
  };
  /** What is added to the links of Pins (utm_ parameters). */
  'linkTags.get': {
    input: {
      /** The workspace; the only one where there is one. */
      profileId?: string | undefined;
      /** One account, in place of the whole workspace. */
      accountId?: string | undefined;
    };
    output: LinkTagsInForce;
  };
  /** Sets what is added to the links of a workspace or an account; planned Pins keep theirs. */
  'linkTags.change': {
    input: {
      /** The workspace; the only one where there is one. */
      profileId?: string | undefined;
      /** One account, in place of the whole workspace. */
      accountId?: string | undefined;
      /** null: nothing, or for an account what its workspace has. {}: nothing for this account. */
      tags: LinkTags | null;
    };
    output: LinkTagsInForce;
  };
  /** The address at which a person lets this installation use a Pinterest account. */
  'connections.start': {
    input: {
      /** Id of the workspace the account is for. */
      profileId?: string | undefined;
      /** Where the browser is sent afterwards, with `connected` and `accountId`, or with `error`. Absent: a page here says how it ended. */
      redirect_url?: string | undefined;
      /** Sends the browser back with a token, so that you show the choice of a board. */
      headless?: boolean | 'true' | 'false' | undefined;
      /** The usual host of this installation when absent. */
      host?: 'pinterest' | 'pinterest-sandbox' | 'sandbox' | undefined;
      /** Whether to ask for secret boards too: yes when absent. */
      secretBoards?: boolean | 'true' | 'false' | undefined;
      /** Whether to ask for suggested and related keywords too, which needs ads:read. When absent: no, or what an account has that is connected again. */
      keywords?: boolean | 'true' | 'false' | undefined;
      /** false: the browser goes to redirect_url without a choice of a default board. */
      chooseBoard?: boolean | 'true' | 'false' | undefined;
      /** How long the address may be opened; 10 when absent. */
      expiresInMinutes?: number | undefined;
      /** Connects this account again; any other Pinterest user is refused. */
      accountId?: string | undefined;
    };
    output: StartedConnection;
  };
  /** Completes a connection with the code that Pinterest sent back. */
  'connections.complete': {
    input: {
      /** Id of the workspace the account is for. */
      profileId?: string | undefined;
      state: string;
      code?: string | undefined;
      /** What Pinterest sent in place of a code. */
      error?: string | undefined;
    };
    output: CompletedConnection;
  };
  /** How a connection stands that was begun. */
  'connections.status': {
    input: {
      /** Id of the workspace the account is for. */
      profileId?: string | undefined;
      state: string;
    };
    output: ConnectionState;
  };
  /** Connects an account by an access token, such as one of your Pinterest app's page. */
  'connections.fromToken': {
    input: {
      /** Id of the workspace the account is for. */
      profileId?: string | undefined;
      accessToken: string;
      refreshToken?: string | undefined;
      /** When the access token ends, where you know it. */
      expiresAt?: string | undefined;
      /** `pinterest`: Pinterest itself; `pinterest-sandbox`: Pinterest's own test system (api-sandbox.pinterest.com); `sandbox`: the local sandbox. */
      host?: 'pinterest' | 'pinterest-sandbox' | 'sandbox' | undefined;
    };
    output: ConnectedAccount;
  };
  /** Who granted a connection, and the boards to choose from; needs its token alone. */
  'connections.pendingData': {
    input: {
      token: string;
    };
    output: PendingData;
  };
  /** The boards to choose from for a connection that was granted. */
  'connections.boards': {
    input: {
      /** Id of the workspace the account is for. */
      profileId?: string | undefined;
      tempToken: string;
    };
    output: OfferedBoards;
  };
  /** Chooses the default board, and connects the account. */
  'connections.selectBoard': {
    input: {
      /** Id of the workspace the account is for. */
      profileId?: string | undefined;
      tempToken: string;
      /** The default board; absent: none. */
      boardId?: string | undefined;
      boardName?: string | undefined;
      userProfile?: Record<string, unknown> | undefined;
      refreshToken?: string | undefined;
      expiresIn?: number | undefined;
      redirect_url?: string | undefined;
    };
    output: SelectedBoard;
  };
  /** Groups of accounts. */
  'accountGroups.list': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
    };
    output: AccountGroupList;
  };
  /** Puts accounts under a name. */
  'accountGroups.create': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
      name: string;
      accountIds: string[];
    };
    output: ChangedAccountGroup;
  };
  /** Renames a group, or changes which accounts are in it. */
  'accountGroups.update': {
    input: {
      name?: string | undefined;
      accountIds?: string[] | undefined;
    };
    output: ChangedAccountGroup;
  };
  /** Deletes a group; its accounts stay. */
  'accountGroups.delete': {
    input: object;
    output: Message;
  };
  /** The boards of an account, with the time they were read from Pinterest. */
  'boards.list': {
    input: {
      /** Reads the boards from Pinterest at once. */
      refresh?: boolean | 'true' | 'false' | undefined;
      /** In names and descriptions. */
      search?: string | undefined;
    };
    output: BoardList;
  };
  /** Makes a board on Pinterest. */
  'boards.create': {
    input: {
      name: string;
      description?: string | undefined;
      /** PUBLIC when absent. */
      privacy?: 'PUBLIC' | 'PROTECTED' | 'SECRET' | undefined;
    };
    output: BoardAnswer;
  };
  /** Says on which board Pins of the account go that name none. */
  'boards.setDefault': {
    input: {
      /** Where Pins go that name no board; its id or exact name. null: nowhere. */
      defaultBoardId: string | null;
      /** Has no effect: the board knows its name. */
      defaultBoardName?: string | undefined;
    };
    output: DefaultBoardAnswer;
  };
  /** Renames a board on Pinterest, describes it, or changes who can see it. */
  'boards.update': {
    input: {
      name?: string | undefined;
      /** null or "" removes it. */
      description?: string | null | undefined;
      /** Pinterest makes no board protected that is not. */
      privacy?: 'PUBLIC' | 'SECRET' | undefined;
    };
    output: BoardAnswer;
  };
  /** Deletes a board on Pinterest, with every Pin on it. */
  'boards.delete': {
    input: {
      /** Board to which Pins planned here are moved first, by its id or exact name. */
      movePinsTo?: string | undefined;
      /** Cancels the Pins planned here for the board. */
      cancelPins?: boolean | 'true' | 'false' | undefined;
    };
    output: Message;
  };
  /** Moves all Pins that are planned for a board to another one; published ones stay. */
  'boards.movePins': {
    input: {
      /** Only Pins of this section of it, by its id. */
      sectionId?: string | undefined;
      /** The id or the exact name of a board. */
      toBoardId: string;
      /** The id or the exact name of a section. */
      toSectionId?: string | undefined;
    };
    output: MovedPins;
  };
  /** The sections of a board, with the time they were read from Pinterest. */
  'sections.list': {
    input: {
      /** Reads them from Pinterest at once. */
      refresh?: boolean | 'true' | 'false' | undefined;
    };
    output: SectionList;
  };
  /** Makes a section on a board on Pinterest. */
  'sections.create': {
    input: {
      name: string;
    };
    output: SectionAnswer;
  };
  /** Renames a section on Pinterest. */
  'sections.rename': {
    input: {
      name: string;
    };
    output: SectionAnswer;
  };
  /** Deletes a section on Pinterest, with every Pin in it. */
  'sections.delete': {
    input: {
      /** Pins planned here for the section go to the board itself. */
      pinsToBoard?: boolean | 'true' | 'false' | undefined;
      /** Cancels the Pins planned here for the section. */
      cancelPins?: boolean | 'true' | 'false' | undefined;
    };
    output: Message;
  };
  /** Pins as Pinterest shows them, whoever made them, newest first, as they were last read. */
  'pins.list': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
      accountId?: string | undefined;
      /** The id of a board at Pinterest. */
      boardId?: string | undefined;
      sectionId?: string | undefined;
      /** Host that links lead to, with or without www., or a whole address. */
      linkDomain?: string | undefined;
      /** Words or their beginnings in title, description and alt text; or the id of a Pin. */
      search?: string | undefined;
      /** Such as REGULAR,VIDEO. */
      creativeTypes?: string | undefined;
      /** true: published from here; false: made elsewhere. */
      ours?: boolean | 'true' | 'false' | undefined;
      /** removed: those that are gone from Pinterest; hidden: those that were hidden here. */
      state?: 'live' | 'removed' | 'hidden' | 'all' | undefined;
      /** Pinterest's own filter: without Pins made by the account, without saves, or promoted. */
      pinFilter?: 'exclude_native' | 'exclude_repins' | 'has_been_promoted' | undefined;
      /** Of the board. In place of Pinterest's include_protected_pins and pin_type: all Pins are listed here. */
      privacy?: 'PUBLIC' | 'PROTECTED' | 'SECRET' | undefined;
      /** Made then or later (a date or a time). */
      createdFrom?: string | undefined;
      /** Made before its end (a date or a time). */
      createdTo?: string | undefined;
      limit?: number | undefined;
      /** `nextCursor` of the page before. */
      cursor?: string | undefined;
      /** Also answers how many there are in all. */
      count?: boolean | 'true' | 'false' | undefined;
    };
    output: LivePinList;
  };
  /** A Pin as Pinterest shows it. */
  'pins.get': {
    input: {
      /** Needed where several accounts see the Pin, and to read one that is not known yet. */
      accountId?: string | undefined;
      /** Reads it from Pinterest now. */
      fresh?: boolean | 'true' | 'false' | undefined;
    };
    output: LivePinAnswer;
  };
  /** Reads all Pins of an account from Pinterest now, in the background. */
  'pins.import': {
    input: {
      /** Marks every Pin that is missing on Pinterest as removed, also when it is more than 5 % of them. */
      markAllRemoved?: boolean | undefined;
    };
    output: PinImport;
  };
  /** How far the reading of the Pins of an account is. */
  'pins.importProgress': {
    input: object;
    output: PinImport;
  };
  /** Edits a Pin on Pinterest, or moves it to another board. */
  'pins.update': {
    input: {
      /** Needed where several accounts see the Pin. */
      accountId?: string | undefined;
      /** null or "" empties it; what is absent stays. */
      title?: string | null | undefined;
      description?: string | null | undefined;
      link?: string | null | undefined;
      altText?: string | null | undefined;
      /** Words of all images of a carousel, in order. */
      slides?: ({
        title?: string | null | undefined;
        description?: string | null | undefined;
        link?: string | null | undefined;
      })[] | undefined;
      /** Moves it to this board, by its id or exact name. */
      board?: string | undefined;
      /** Id or exact name of a section of its board, or of `board`; null: none. */
      section?: string | null | undefined;
      /** What the person saw; absent: what was last read. If Pinterest shows something else of these fields, the change is a conflict. */
      seen?: {
        title?: string | null | undefined;
        description?: string | null | undefined;
        link?: string | null | undefined;
        altText?: string | null | undefined;
        boardId?: string | null | undefined;
        sectionId?: string | null | undefined;
        slides?: ({
          title: string | null;
          description: string | null;
          link: string | null;
        })[] | undefined;
      } | undefined;
      /** `changedAt` of the Pin as it was seen: refused if it was changed since. */
      changedAt?: string | undefined;
    };
    output: UpdatedLivePin;
  };
  /** Deletes a Pin on Pinterest, after a delay in which that can be cancelled. */
  'pins.delete': {
    input: {
      /** Needed where several accounts see the Pin. */
      accountId?: string | undefined;
      /** Until then it can be cancelled; up to 7 days. */
      delaySeconds?: number | undefined;
    };
    output: PinChangeAnswer;
  };
  /** Leaves a Pin out of the lists here, or shows it again; on Pinterest it stays. */
  'pins.hide': {
    input: {
      /** Needed where several accounts see the Pin. */
      accountId?: string | undefined;
      /** true: lists here leave it out. It stays on Pinterest. */
      hidden: boolean;
    };
    output: HiddenPin;
  };
  /** Saves a Pin to other boards, now or one after the other, as a post. */
  'pins.save': {
    input: {
      /** Needed where several accounts see the Pin. */
      accountId?: string | undefined;
      /** Ids or exact names. */
      boards: string[];
      /** Absent: now. */
      scheduledFor?: string | undefined;
      timezone?: string | undefined;
      /** Between one board and the next; absent: all at once. */
      intervalMinutes?: number | undefined;
      jitterMinutes?: number | undefined;
    };
    output: CreatedPost;
  };
  /** Changes many Pins at once: find and replace, UTM, move, save, delete. */
  'pins.bulk': {
    input: {
      accountId: string;
      /** Ids, or filters as in pins.list; those that are gone are never among them. */
      select: {
        /** The id of a board at Pinterest. */
        boardId?: string | undefined;
        sectionId?: string | undefined;
        /** Host that links lead to, with or without www., or a whole address. */
        linkDomain?: string | undefined;
        /** Words or their beginnings in title, description and alt text; or the id of a Pin. */
        search?: string | undefined;
        /** Such as REGULAR,VIDEO. */
        creativeTypes?: string | undefined;
        /** Pinterest's own filter: without Pins made by the account, without saves, or promoted. */
        pinFilter?: 'exclude_native' | 'exclude_repins' | 'has_been_promoted' | undefined;
        /** Of the board. In place of Pinterest's include_protected_pins and pin_type: all Pins are listed here. */
        privacy?: 'PUBLIC' | 'PROTECTED' | 'SECRET' | undefined;
        /** Made then or later (a date or a time). */
        createdFrom?: string | undefined;
        /** Made before its end (a date or a time). */
        createdTo?: string | undefined;
        ours?: boolean | undefined;
        pinIds?: string[] | undefined;
      };
      action: {
        kind: 'replace';
        /** Where to look. */
        fields: ('title' | 'description' | 'altText' | 'link')[];
        /** Plain text. */
        find: string;
        with: string;
        wholeWord?: boolean | undefined;
        matchCase?: boolean | undefined;
      } | {
        kind: 'utm';
        /** null removes it; absent: stays. */
        source?: string | null | undefined;
        medium?: string | null | undefined;
        campaign?: string | null | undefined;
        term?: string | null | undefined;
        content?: string | null | undefined;
      } | {
        kind: 'move';
        board: string;
        section?: string | null | undefined;
      } | {
        kind: 'delete';
        /** Until then it can be cancelled; up to 7 days. */
        delaySeconds?: number | undefined;
      } | {
        kind: 'save';
        /** Where each of them is saved, by its id or exact name. */
        board: string;
        section?: string | null | undefined;
        /** When the first goes out; absent: now. */
        scheduledFor?: string | undefined;
        timezone?: string | undefined;
        /** Between one Pin and the next; absent: all at once. */
        intervalMinutes?: number | undefined;
      };
      /** Says what would be changed, and stores nothing. */
      dryRun?: boolean | undefined;
    };
    output: BulkLivePins;
  };
  /** Wanted changes of Pins on Pinterest, newest first, with what became of them. */
  'pins.changes': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
      state?: 'open' | 'done' | 'refused' | 'conflict' | 'cancelled' | undefined;
      batchId?: string | undefined;
      pinterestPinId?: string | undefined;
      accountId?: string | undefined;
      limit?: number | undefined;
      /** `nextCursor` of the page before. */
      cursor?: string | undefined;
    };
    output: PinChangeList;
  };
  /** Says which is to stay where the same was changed on Pinterest, or tries a refused change again. */
  'pins.resolveChange': {
    input: {
      /** mine: overwrites what Pinterest shows, or has a refused change tried again; theirs: drops the change. */
      keep: 'mine' | 'theirs';
    };
    output: PinChangeAnswer;
  };
  /** Answers all changes that ask, of a batch or out of a backup: make them, or drop them. */
  'pins.answerChanges': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
      /** Those of this batch that ask, or were refused since Pinterest had not granted editing; absent: those out of a backup. */
      batchId?: string | undefined;
      /** mine: all are made; theirs: all are dropped, and what Pinterest shows stays. */
      keep: 'mine' | 'theirs';
    };
    output: AnsweredPinChanges;
  };
  /** Changes of many Pins at once, newest first, with how far each is. */
  'pins.batches': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
      /** Only this one. */
      batchId?: string | undefined;
      accountId?: string | undefined;
      limit?: number | undefined;
      /** `nextCursor` of the page before. */
      cursor?: string | undefined;
    };
    output: PinBatchList;
  };
  /** Takes a change back, or a batch: cancels what has not begun, and reverses edits. */
  'pins.undo': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
      changeId?: string | undefined;
      /** All changes of a batch. */
      batchId?: string | undefined;
    };
    output: UndonePinChanges;
  };
  /** What people search for on Pinterest that begins with a term. */
  'keywords.suggest': {
    input: {
      /** What searches shall begin with. */
      term: string;
      limit?: number | undefined;
    };
    output: SuggestedKeywords;
  };
  /** What people search for on Pinterest that has to do with terms. */
  'keywords.related': {
    input: {
      /** Up to 10, separated by commas. */
      terms: string;
    };
    output: RelatedKeywords;
  };
  /** What people in a region search for more and more on Pinterest, or most. */
  'keywords.trending': {
    input: {
      region: 'US' | 'CA' | 'DE' | 'FR' | 'ES' | 'IT' | 'DE+AT+CH' | 'GB+IE' | 'IT+ES+PT+GR+MT' | 'PL+RO+HU+SK+CZ' | 'SE+DK+FI+NO' | 'NL+BE+LU' | 'AR' | 'BR' | 'CO' | 'MX' | 'MX+AR+CO+CL' | 'AU+NZ';
      /** growing: in the last quarter; monthly, yearly: the most searched for; seasonal: growing in the last month, as each year. */
      type?: 'growing' | 'monthly' | 'yearly' | 'seasonal' | undefined;
      /** Separated by commas; all of them when absent. */
      interests?: string | undefined;
      /** Separated by commas; all of them when absent. */
      genders?: string | undefined;
      /** Separated by commas; all of them when absent. */
      ages?: string | undefined;
      /** Only keywords that hold one of these, separated by commas. */
      includeKeywords?: string | undefined;
      limit?: number | undefined;
    };
    output: TrendingKeywords;
  };
  /** Figures of an account, as Pinterest totals them. */
  'analytics.account': {
    input: {
      accountId: string;
      /** First day; else 29 days before the last. */
      from?: string | undefined;
      /** Last day; else the last one that Pinterest has numbers of. */
      to?: string | undefined;
      /** Weeks begin on Monday. */
      bucket?: 'day' | 'week' | 'month' | undefined;
    };
    output: AnalyticsAccount;
  };
  /** Pins with their figures. */
  'analytics.pins': {
    input: {
      accountId: string;
      /** First day; else 29 days before the last. */
      from?: string | undefined;
      /** Last day; else the last one that Pinterest has numbers of. */
      to?: string | undefined;
      boardId?: string | undefined;
      sectionId?: string | undefined;
      /** The whole link, as the Pin has it. */
      link?: string | undefined;
      /** Host of the link, without www. */
      linkDomain?: string | undefined;
      kind?: 'image' | 'video' | undefined;
      /** Of the post that was published from here. */
      tag?: string | undefined;
      metrics?: string | undefined;
      sort?: 'impressions' | 'saves' | 'pinClicks' | 'outboundClicks' | 'follows' | 'profileVisits' | 'videoViews' | 'video10sViews' | 'videoStarts' | 'video95PercentViews' | 'videoWatchMs' | 'createdAt' | undefined;
      order?: 'asc' | 'desc' | undefined;
      page?: number | undefined;
      limit?: number | undefined;
    };
    output: AnalyticsPins;
  };
  /** Figures of one Pin. */
  'analytics.pin': {
    input: {
      /** Needed where several accounts see the Pin. */
      accountId?: string | undefined;
      /** First day; else 29 days before the last. */
      from?: string | undefined;
      /** Last day; else the last one that Pinterest has numbers of. */
      to?: string | undefined;
      /** Weeks begin on Monday. */
      bucket?: 'day' | 'week' | 'month' | undefined;
      metrics?: string | undefined;
    };
    output: AnalyticsPin;
  };
  /** Figures of Pins by board, link, tag, time of publishing and the like, or by age. */
  'analytics.breakdown': {
    input: {
      accountId: string;
      /** First day; else 29 days before the last. */
      from?: string | undefined;
      /** Last day; else the last one that Pinterest has numbers of. */
      to?: string | undefined;
      boardId?: string | undefined;
      sectionId?: string | undefined;
      /** The whole link, as the Pin has it. */
      link?: string | undefined;
      /** Host of the link, without www. */
      linkDomain?: string | undefined;
      kind?: 'image' | 'video' | undefined;
      /** Of the post that was published from here. */
      tag?: string | undefined;
      metrics?: string | undefined;
      by: 'board' | 'section' | 'link' | 'domain' | 'kind' | 'tag' | 'weekday' | 'hour' | 'weekdayHour' | 'age';
      /** Each group also by week or month, 120 of them at most. Not of ages. */
      bucket?: 'week' | 'month' | undefined;
      /** Of weekdays and hours. */
      timezone?: string | undefined;
      /** Else by the first of `metrics`. */
      sort?: 'impressions' | 'saves' | 'pinClicks' | 'outboundClicks' | 'follows' | 'profileVisits' | 'videoViews' | 'video10sViews' | 'videoStarts' | 'video95PercentViews' | 'videoWatchMs' | undefined;
      limit?: number | undefined;
    };
    output: AnalyticsBreakdown;
  };
  /** The best Pins by each metric. */
  'analytics.top': {
    input: {
      accountId: string;
      /** First day; else 29 days before the last. */
      from?: string | undefined;
      /** Last day; else the last one that Pinterest has numbers of. */
      to?: string | undefined;
      boardId?: string | undefined;
      sectionId?: string | undefined;
      /** The whole link, as the Pin has it. */
      link?: string | undefined;
      /** Host of the link, without www. */
      linkDomain?: string | undefined;
      kind?: 'image' | 'video' | undefined;
      /** Of the post that was published from here. */
      tag?: string | undefined;
      metrics?: string | undefined;
      limit?: number | undefined;
    };
    output: AnalyticsTop;
  };
  /** What was collected of the numbers of an account, and what was not. */
  'analytics.status': {
    input: {
      accountId: string;
    };
    output: AnalyticsStatus;
  };
  /** Reads the numbers of an account or of one Pin from Pinterest now. */
  'analytics.refresh': {
    input: {
      /** Not needed with a Pin that one account alone sees. */
      accountId?: string | undefined;
      /** Pinterest's id of one Pin, or Linchpin's id of one published from here. Else the account's own figures are read, and its Pins follow in the background. */
      pinId?: string | undefined;
      /** Refused when the caller has asked so often today, in UTC. */
      mostPerDay?: number | undefined;
    };
    output: AnalyticsRefresh;
  };
  /** Lifetime figures of posts and of Pins made elsewhere, or of one of them, as Zernio has it. */
  'postAnalytics.get': {
    input: {
      platform?: string | undefined;
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
      accountId?: string | undefined;
      /** late: published from here; external: made elsewhere. */
      source?: 'all' | 'late' | 'external' | undefined;
      /** Of one post: our id, or Pinterest's id of the Pin. Without it a list is given. */
      postId?: string | undefined;
      /** A date or a time; whole days in UTC. */
      fromDate?: string | undefined;
      /** A date or a time; whole days in UTC. */
      toDate?: string | undefined;
      page?: number | undefined;
      limit?: number | undefined;
      sortBy?: 'date' | 'engagement' | 'impressions' | 'reach' | 'likes' | 'comments' | 'shares' | 'saves' | 'clicks' | 'views' | 'follows' | 'ig_reels_avg_watch_time' | 'ig_reels_video_view_total_time' | 'reposts' | 'reels_skip_rate' | 'completion_rate' | 'profile_views' | 'website_clicks' | undefined;
      order?: 'asc' | 'desc' | undefined;
    };
    output: SinglePostAnalytics | PostAnalyticsList;
  };
  /** Figures by day, as Zernio has it. */
  'postAnalytics.daily': {
    input: {
      platform?: string | undefined;
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
      accountId?: string | undefined;
      /** late: published from here; external: made elsewhere. */
      source?: 'all' | 'late' | 'external' | undefined;
      /** A date or a time; whole days in UTC. */
      fromDate?: string | undefined;
      /** A date or a time; whole days in UTC. */
      toDate?: string | undefined;
      /** publish: lifetime figures on the day of publishing; received: a day's own figures. With all sources these are Pinterest's totals of the account. */
      attribution?: 'publish' | 'received' | undefined;
    };
    output: DailyMetrics;
  };
  /** Days of one post, as Zernio has it. */
  'postAnalytics.timeline': {
    input: {
      postId: string;
      /** A date or a time; whole days in UTC. */
      fromDate?: string | undefined;
      /** A date or a time; whole days in UTC. */
      toDate?: string | undefined;
    };
    output: PostTimelineMetrics;
  };
  /** Saves by weekday and hour of publishing in UTC, as Zernio has it. */
  'postAnalytics.bestTimes': {
    input: {
      platform?: string | undefined;
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
      accountId?: string | undefined;
      /** late: published from here; external: made elsewhere. */
      source?: 'all' | 'late' | 'external' | undefined;
    };
    output: BestTimes;
  };
  /** How fast Pins get their saves, as Zernio has it. */
  'postAnalytics.decay': {
    input: {
      platform?: string | undefined;
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
      accountId?: string | undefined;
      /** late: published from here; external: made elsewhere. */
      source?: 'all' | 'late' | 'external' | undefined;
    };
    output: ContentDecay;
  };
  /** Saves by how many Pins a week were published, as Zernio has it. */
  'postAnalytics.frequency': {
    input: {
      platform?: string | undefined;
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
      accountId?: string | undefined;
      /** late: published from here; external: made elsewhere. */
      source?: 'all' | 'late' | 'external' | undefined;
    };
    output: PostingFrequency;
  };
  /** Reads the Pins of an account, or one of them, from Pinterest now, as Zernio has it. */
  'postAnalytics.sync': {
    input: {
      accountId: string;
      /** Of a Pin: pinterest.com/pin/… or pin.it/…. Without it and `postId` all Pins are read. */
      url?: string | undefined;
      /** Pinterest's id of a Pin. */
      postId?: string | undefined;
    };
    output: SyncedExternal;
  };
  /** Followers by day, as Zernio has it. */
  'postAnalytics.followers': {
    input: {
      /** Ids separated by commas; else all. */
      accountIds?: string | undefined;
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
      /** A date or a time; whole days in UTC. */
      fromDate?: string | undefined;
      /** A date or a time; whole days in UTC. */
      toDate?: string | undefined;
      granularity?: 'daily' | 'weekly' | 'monthly' | undefined;
    };
    output: FollowerStats;
  };
  /** An address to PUT a file to, and the id and public address it will have. */
  'media.presign': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
      filename: string;
      contentType: 'image/jpeg' | 'image/jpg' | 'image/png' | 'image/webp' | 'image/gif' | 'image/avif' | 'image/heic' | 'image/heif' | 'image/tiff' | 'image/bmp' | 'video/mp4' | 'video/quicktime' | 'video/x-m4v' | 'application/octet-stream';
      /** Bytes. */
      size?: number | undefined;
    };
    output: PresignedUpload;
  };
  /** Uploads a file in one request. */
  'media.upload': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
    };
    output: DirectUpload;
  };
  /** An address to PUT a file to, at the object store where there is one; it counts once it is completed. */
  'media.startDirectUpload': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
      filename: string;
      contentType: 'image/jpeg' | 'image/jpg' | 'image/png' | 'image/webp' | 'image/gif' | 'image/avif' | 'image/heic' | 'image/heif' | 'image/tiff' | 'image/bmp' | 'video/mp4' | 'video/quicktime' | 'video/x-m4v' | 'application/octet-stream';
      /** Bytes. */
      size: number;
    };
    output: DirectUploadSlot;
  };
  /** Takes in what was uploaded there: checks it, and keeps a copy that no address leads to. */
  'media.completeDirectUpload': {
    input: object;
    output: Media;
  };
  /** Uploaded and fetched files, the newest first. */
  'media.list': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
      kind?: 'image' | 'video' | undefined;
      /** true: some post shows it; false: none does. */
      used?: boolean | 'true' | 'false' | undefined;
      /** Ids, separated by commas. */
      ids?: string | undefined;
      /** Also names the posts that show each. */
      withPosts?: boolean | 'true' | 'false' | undefined;
      limit?: number | undefined;
      offset?: number | undefined;
    };
    output: MediaList;
  };
  /** A file, with the posts that show it. */
  'media.get': {
    input: object;
    output: ListedMedia;
  };
  /** Deletes a file that no post shows. */
  'media.delete': {
    input: object;
    output: Message;
  };
  /** Takes in the file behind an address. */
  'media.fetch': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
      /** Of the file itself, on the public web. */
      url: string;
    };
    output: Media;
  };
  /** Addresses to PUT a large file to in parts; it counts once it is completed. */
  'media.startParts': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
      filename: string;
      contentType: 'image/jpeg' | 'image/jpg' | 'image/png' | 'image/webp' | 'image/gif' | 'image/avif' | 'image/heic' | 'image/heif' | 'image/tiff' | 'image/bmp' | 'video/mp4' | 'video/quicktime' | 'video/x-m4v' | 'application/octet-stream';
      /** Bytes of the whole file. */
      size: number;
    };
    output: PartsSlot;
  };
  /** New addresses for parts of an upload. */
  'media.signParts': {
    input: {
      numbers: number[];
    };
    output: SignedParts;
  };
  /** Puts the parts of an upload together, and checks the file. */
  'media.completeParts': {
    input: {
      parts: ({
        number: number;
        etag: string;
      })[];
    };
    output: Media;
  };
  /** Gives up an upload in parts, and removes what came of it. */
  'media.abortParts': {
    input: object;
    output: Message;
  };
  /** What happened since a cursor, in order and without gaps. */
  'events.list': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
      /** A cursor; absent: from the oldest that is kept. */
      after?: string | undefined;
      limit?: number | undefined;
    };
    output: EventList;
  };
  /** The feeds whose new entries become posts. */
  'feeds.list': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
    };
    output: FeedList;
  };
  /** Lets new entries of a feed become posts; those that are in it now do not. */
  'feeds.create': {
    input: {
      /** Of an RSS, Atom, RDF or JSON Feed. */
      url: string;
      accountId: string;
      /** Default: as the feed calls itself. */
      name?: string | undefined;
      /** The id or the exact name of the board of entries that no rule fits. */
      board: string;
      /** An entry goes to the board of the first rule whose every part fits it. */
      rules?: ({
        board: string;
        /** In its title, in any case. */
        titleHas?: string | undefined;
        /** One of its categories. */
        category?: string | undefined;
      })[] | undefined;
      /** draft: a person plans each. approval: it goes out once a person approves it. queue: it takes the next free slot of the default queue. */
      makes?: 'draft' | 'approval' | 'queue' | undefined;
    };
    output: ChangedFeed;
  };
  /** Changes what becomes of the entries of a feed, or pauses it. */
  'feeds.update': {
    input: {
      name?: string | undefined;
      /** The id or the exact name of the board of entries that no rule fits. */
      board?: string | undefined;
      /** An entry goes to the board of the first rule whose every part fits it. */
      rules?: ({
        board: string;
        /** In its title, in any case. */
        titleHas?: string | undefined;
        /** One of its categories. */
        category?: string | undefined;
      })[] | undefined;
      /** draft: a person plans each. approval: it goes out once a person approves it. queue: it takes the next free slot of the default queue. */
      makes?: 'draft' | 'approval' | 'queue' | undefined;
      isPaused?: boolean | undefined;
    };
    output: ChangedFeed;
  };
  /** Reads a feed no more; what was made of it stays. */
  'feeds.delete': {
    input: object;
    output: Message;
  };
  /** What became of the latest entries of a feed. */
  'feeds.entries': {
    input: object;
    output: FeedEntries;
  };
  /** Version, mode and workspace of this installation. */
  'instance.get': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
    };
    output: Instance;
  };
  /** How this installation and the work of the workspace stand. */
  'instance.health': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
    };
    output: InstanceHealth;
  };
  /** Whether the credentials are valid, and whose they are. */
  'keys.verify': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
    };
    output: Verified;
  };
  /** Lists the API keys of the workspace, revoked ones too. */
  'keys.list': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
    };
    output: ApiKeyList;
  };
  /** Makes an API key; the answer is the only place where it is shown. */
  'keys.create': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
      name: string;
      permission?: 'read' | 'read-write' | undefined;
      /** Exactly these rights, in place of `permission`. */
      scopes?: ('read' | 'write' | 'posts:read' | 'posts:write' | 'posts:publish' | 'posts:approve' | 'pins:read' | 'pins:write' | 'pins:delete' | 'analytics:read' | 'analytics:write' | 'accounts:read' | 'accounts:write' | 'boards:read' | 'boards:write' | 'media:write' | 'queues:read' | 'queues:write' | 'keys:read' | 'keys:write' | 'webhooks:read' | 'webhooks:write' | 'instance:read' | 'instance:metrics' | 'workspaces:read' | 'workspaces:write' | 'workspaces:manage' | 'people:read' | 'people:write' | 'audit:read')[] | undefined;
      /** full: every workspace in which the caller has these rights; the default unless some are named. */
      scope?: 'full' | 'profiles' | undefined;
      profileIds?: string[] | undefined;
      /** Days; absent: it does not expire. */
      expiresIn?: number | undefined;
      /** Absent: no limit. */
      requestsPerMinute?: number | undefined;
    };
    output: CreatedKey;
  };
  /** Revokes an API key and every session that was opened with it, at once. */
  'keys.revoke': {
    input: object;
    output: Message;
  };
  /** Who the request is of, and what they may do in which workspace. */
  'me.get': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
    };
    output: Me;
  };
  /** Lets a session of the dashboard look at another workspace. */
  'me.switch': {
    input: {
      profileId: string;
    };
    output: Message;
  };
  /** Changes the own password; every other session ends. */
  'me.changePassword': {
    input: {
      currentPassword: string;
      newPassword: string;
    };
    output: Message;
  };
  /** Where a person is signed in. */
  'sessions.list': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
      /** Absent: of whoever asks. */
      personId?: string | undefined;
    };
    output: SessionList;
  };
  /** Ends a session at once. */
  'sessions.revoke': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
    };
    output: Message;
  };
  /** Everybody in the workspace, and the invitations that are open. */
  'people.list': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
    };
    output: People;
  };
  /** Makes the first owner of a workspace that has none. */
  'people.setUp': {
    input: {
      /** E-mail address or user name. */
      login: string;
      name: string;
      password: string;
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
    };
    output: PersonEnvelope;
  };
  /** Changes the role of a person in the workspace. */
  'people.changeRole': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
      role: Role;
    };
    output: PersonEnvelope;
  };
  /** Removes a person from the workspace, at once. */
  'people.remove': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
    };
    output: Message;
  };
  /** Makes a link with which a person sets a new password, once. */
  'people.resetPassword': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
    };
    output: ResetLink;
  };
  /** Makes a link that lets a person into the workspace, once. */
  'invites.create': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
      role: Role;
      /** Whom it is for. */
      note?: string | undefined;
      expiresInHours?: number | undefined;
    };
    output: CreatedInvite;
  };
  /** Takes an invitation back. */
  'invites.revoke': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
    };
    output: Message;
  };
  /** A command line that asks to be let in, by the code that it shows. */
  'deviceLogins.get': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
    };
    output: DeviceLogin;
  };
  /** Lets it in with an API key of its own, or denies it. */
  'deviceLogins.answer': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
      /** false: it is denied. */
      approve: boolean;
      /** read: looks. publish: also writes, plans and publishes Pins. manage: also accounts, webhooks and deleting live Pins. None of them makes API keys. */
      access?: 'read' | 'publish' | 'manage' | undefined;
    };
    output: AnsweredDeviceLogin;
  };
  /** The workspaces that the caller reaches. */
  'workspaces.list': {
    input: {
      profileId?: string | undefined;
      /** Exactly this name. */
      name?: string | undefined;
      limit?: number | undefined;
      skip?: number | undefined;
      includeOverLimit?: 'true' | 'false' | boolean | undefined;
    };
    output: ProfileList;
  };
  /** Makes a workspace, with nothing of another one in it. */
  'workspaces.create': {
    input: {
      name: string;
      description?: string | undefined;
      color?: string | undefined;
      avatarUrl?: string | undefined;
    };
    output: ChangedProfile;
  };
  /** A workspace. */
  'workspaces.get': {
    input: object;
    output: ProfileEnvelope;
  };
  /** Changes the name of a workspace, or whose posts need an approval in it. */
  'workspaces.update': {
    input: {
      name?: string | undefined;
      description?: string | null | undefined;
      color?: string | null | undefined;
      avatarUrl?: string | null | undefined;
      isDefault?: true | undefined;
      /** Posts by these need an approval before they go out. */
      approvalRoles?: ('owner' | 'admin' | 'editor' | 'api_key')[] | undefined;
    };
    output: ChangedProfile;
  };
  /** Deletes a workspace without accounts; what is in it cannot be reached any more. */
  'workspaces.delete': {
    input: object;
    output: Message;
  };
  /** People in the workspaces that the caller reaches. */
  'users.list': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
    };
    output: UserList;
  };
  /** One of them. */
  'users.get': {
    input: object;
    output: UserEnvelope;
  };
  /** What is used of a plan; there are no limits. */
  'usage.get': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
    };
    output: Usage;
  };
  /** The same at its older address. */
  'usage.getBare': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
    };
    output: Usage;
  };
  /** Who changed what, the newest first. */
  'audit.list': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
      /** Such as `posts.approve`, or `posts` for all of them. */
      operation?: string | undefined;
      actorType?: string | undefined;
      actorId?: string | undefined;
      subjectType?: string | undefined;
      subjectId?: string | undefined;
      from?: string | undefined;
      to?: string | undefined;
      /** nextCursor of the page before. */
      before?: string | undefined;
      limit?: number | undefined;
    };
    output: AuditList;
  };
  /** What was published, connected and called, as Zernio shows it. */
  'logs.list': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
      type?: 'all' | 'publishing' | 'connections' | 'webhooks' | 'messaging' | 'workflow_event' | 'api_request' | undefined;
      status?: 'success' | 'failed' | 'pending' | 'skipped' | 'all' | undefined;
      platform?: string | undefined;
      action?: string | undefined;
      search?: string | undefined;
      days?: number | undefined;
      limit?: number | undefined;
      skip?: number | undefined;
      accountId?: string | undefined;
      event?: string | undefined;
      requestId?: string | undefined;
      from?: string | undefined;
      to?: string | undefined;
      statusCode?: number | undefined;
      apiKeyId?: string | undefined;
      includeReadReceipts?: unknown;
    };
    output: LogList;
  };
  /** When each of several boards would get the same content; nothing is stored. */
  'tools.plan': {
    input: {
      /** Ids or exact names; the one entry in platforms is then used for each of them. */
      boards: string[];
      /** Up to 90 days. */
      intervalMinutes: number;
      /** Less than the interval. */
      jitterMinutes?: number | undefined;
      /** The same seed gives the same times. */
      seed?: string | undefined;
      accountId: string;
      /** As scheduledFor: ISO 8601, or local time in timezone. */
      start: string;
      /** Absent: the zone that start names, else UTC. */
      timezone?: string | undefined;
    };
    output: Plan;
  };
  /** Everything that is wrong with a post, without publishing it; with repair, a repaired one. */
  'tools.validatePost': {
    input: {
      /** The description of the Pin. */
      content?: string | undefined;
      title?: string | undefined;
      mediaItems?: ({
        type?: 'image' | 'video' | 'gif' | 'document' | undefined;
        url?: string | undefined;
        /** A file uploaded before, in place of its address. */
        mediaId?: string | undefined;
        title?: string | undefined;
        altText?: string | undefined;
        filename?: string | undefined;
        /** Of a video: the address of its cover. */
        thumbnail?: string | undefined;
        /** Of this slide of a carousel. */
        description?: string | undefined;
        /** Of this slide of a carousel. */
        link?: string | undefined;
      })[] | undefined;
      mediaIds?: string[] | undefined;
      mediaFit?: 'crop' | 'pad' | 'error' | {
        mode: 'crop' | 'pad' | 'error';
        ratio?: '2:3' | '1:1' | '4:5' | '9:16' | undefined;
      } | undefined;
      platforms?: ({
        platform?: string | undefined;
        accountId?: string | undefined;
        customContent?: string | undefined;
        customMedia?: ({
          type?: 'image' | 'video' | 'gif' | 'document' | undefined;
          url?: string | undefined;
          /** A file uploaded before, in place of its address. */
          mediaId?: string | undefined;
          title?: string | undefined;
          altText?: string | undefined;
          filename?: string | undefined;
          /** Of a video: the address of its cover. */
          thumbnail?: string | undefined;
          /** Of this slide of a carousel. */
          description?: string | undefined;
          /** Of this slide of a carousel. */
          link?: string | undefined;
        })[] | undefined;
        mediaIds?: string[] | undefined;
        scheduledFor?: string | undefined;
        firstComment?: string | undefined;
        /** false: without a board it is refused; else it goes to the default board. */
        useDefaultBoard?: boolean | undefined;
        platformSpecificData?: {
          title?: string | undefined;
          /** The id or the exact name of a board. */
          boardId?: string | undefined;
          /** The id or the exact name of a section. */
          boardSectionId?: string | null | undefined;
          link?: string | null | undefined;
          altText?: string | undefined;
          dominantColor?: string | undefined;
          /** Cover of a video. */
          coverImageUrl?: string | undefined;
          /** Cover of a video, uploaded before. */
          coverMediaId?: string | undefined;
          /** Cover of a video: second of its frame. */
          coverImageKeyFrameTime?: number | undefined;
          /** Own words of the images of a carousel, in order. */
          slides?: ({
            title?: string | undefined;
            description?: string | undefined;
            link?: string | undefined;
          })[] | undefined;
          isAiGenerated?: boolean | undefined;
          aiDisclosures?: ('AI_MODIFIED' | 'SYNTHETIC_PERFORMER')[] | undefined;
          /** The Pin on Pinterest this one comes from. */
          parentPinId?: string | undefined;
          /** Saves this existing Pin to the board; no media. */
          savePinId?: string | undefined;
          /** Refused: Pinterest has no comments in its API. */
          firstComment?: string | undefined;
          [name: string]: unknown;
        } | undefined;
      })[] | undefined;
      publishNow?: boolean | undefined;
      scheduledFor?: string | undefined;
      /** IANA time zone such as Europe/Berlin. */
      timezone?: string | undefined;
      isDraft?: boolean | undefined;
      /** Checks the post as tools/validate/post does, and stores nothing. */
      dryRun?: boolean | undefined;
      firstComment?: string | undefined;
      tags?: string[] | undefined;
      hashtags?: string[] | undefined;
      mentions?: string[] | undefined;
      metadata?: Record<string, unknown> | undefined;
      /** What you call the post; no other one of the workspace may have it. */
      referenceKey?: string | undefined;
      /** Takes the next free slot of a queue of this workspace, unless scheduledFor is given. */
      queuedFromProfile?: string | undefined;
      /** With queuedFromProfile: another queue than the default. */
      queueId?: string | undefined;
      fanOut?: {
        /** Ids or exact names; the one entry in platforms is then used for each of them. */
        boards?: string[] | undefined;
        /** Up to 90 days. */
        intervalMinutes: number;
        /** Less than the interval. */
        jitterMinutes?: number | undefined;
        /** The same seed gives the same times. */
        seed?: string | undefined;
      } | undefined;
      /** Nothing goes out before a person approves it. */
      requiresApproval?: boolean | undefined;
      /** Accepts a Pin that was accepted for the same board within 24 hours. */
      allowDuplicate?: boolean | undefined;
      /** What becomes of a time that has passed. Absent: a new post is published at once, with a warning; a change is refused. */
      ifPast?: 'publish' | 'refuse' | undefined;
      /** Refused unless enabled is false: posts are not repeated. */
      recycling?: {
        enabled?: boolean | undefined;
        [name: string]: unknown;
      } | null | undefined;
      /** Keeps the times as they are, whatever the spacing rules of the account say. */
      ignoreSpacing?: boolean | undefined;
      /** Puts right what can be, and shows the result. */
      repair?: boolean | undefined;
      /** Asks Pinterest for searches related to title and board, and names those the text does not use, as hints. */
      suggestions?: boolean | undefined;
    };
    output: ValidatedPost;
  };
  /** Fetches and decodes the file behind a URL, and says whether it can become a Pin. */
  'tools.validateMedia': {
    input: {
      url: string;
    };
    output: ValidatedMedia;
  };
  /** Counts the characters of a description as Pinterest does. */
  'tools.postLength': {
    input: {
      text: string;
    };
    output: {
      text: string;
      platforms: {
        pinterest: {
          count: number;
          limit: number;
          valid: boolean;
        };
      };
    };
  };
  /** Webhooks, and the events they can ask for. */
  'webhooks.list': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
    };
    output: WebhookList;
  };
  /** Makes a webhook: an address that is told of events. */
  'webhooks.create': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
      name: string;
      /** Where events are sent. Redirects are not followed. */
      url: string;
      /** Ours. standard: Standard Webhooks (whsec_ secret, webhook-signature). zernio: payloads, names and X-Zernio-Signature of Zernio. bundle: payloads, names and x-signature of bundle.social. Absent in a new webhook: zernio where every event is a name of Zernio, else standard. */
      format?: 'standard' | 'zernio' | 'bundle' | undefined;
      /** What to be told of. Format standard: post.scheduled, post.published, post.partial, post.failed, post.cancelled, pin.published, pin.failed, pin.held, pin.removed, pin.changed, account.connected, account.disconnected, account.expiring, board.changed. Format zernio: post.scheduled, post.published, post.partial, post.failed, post.cancelled, post.platform.published, post.platform.failed, post.platform.deleted, account.connected, account.disconnected; Zernio's other names are taken and never happen. Format bundle: post.published, social-account.created, social-account.deleted, social-account.updated; its names of comments and teams are taken and never happen. */
      events: string[];
      /** Signs deliveries. Format standard: whsec_ and base64 of 24 to 64 bytes; one is made where none is given. A new one is joined by the old one for 24 hours. */
      secret?: string | undefined;
      isActive?: boolean | undefined;
      /** Sent with every delivery. Stored encrypted, and shown as ***; *** keeps what is stored. */
      customHeaders?: Record<string, string> | undefined;
      /** Of Zernio; has no effect here. */
      disabledResourceGroups?: string[] | undefined;
    };
    output: SavedWebhook;
  };
  /** Changes a webhook, switches it on or off, or rotates its secret. */
  'webhooks.update': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
      /** Or, as older clients say, _id. */
      webhookId: string;
      name?: string | undefined;
      /** Where events are sent. Redirects are not followed. */
      url?: string | undefined;
      /** Ours. standard: Standard Webhooks (whsec_ secret, webhook-signature). zernio: payloads, names and X-Zernio-Signature of Zernio. bundle: payloads, names and x-signature of bundle.social. Absent in a new webhook: zernio where every event is a name of Zernio, else standard. */
      format?: 'standard' | 'zernio' | 'bundle' | undefined;
      /** What to be told of. Format standard: post.scheduled, post.published, post.partial, post.failed, post.cancelled, pin.published, pin.failed, pin.held, pin.removed, pin.changed, account.connected, account.disconnected, account.expiring, board.changed. Format zernio: post.scheduled, post.published, post.partial, post.failed, post.cancelled, post.platform.published, post.platform.failed, post.platform.deleted, account.connected, account.disconnected; Zernio's other names are taken and never happen. Format bundle: post.published, social-account.created, social-account.deleted, social-account.updated; its names of comments and teams are taken and never happen. */
      events?: string[] | undefined;
      /** Signs deliveries. Format standard: whsec_ and base64 of 24 to 64 bytes; one is made where none is given. A new one is joined by the old one for 24 hours. */
      secret?: string | undefined;
      /** Makes a new secret. Both sign for 24 hours, so that receivers can follow. */
      rotateSecret?: boolean | undefined;
      /** false drops what is on its way; true tells what happens from now on. */
      isActive?: boolean | undefined;
      /** Sent with every delivery. Stored encrypted, and shown as ***; *** keeps what is stored. */
      customHeaders?: Record<string, string> | undefined;
      /** Of Zernio; has no effect here. */
      disabledResourceGroups?: string[] | undefined;
    };
    output: SavedWebhook;
  };
  /** Removes a webhook with its deliveries and their log. */
  'webhooks.delete': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
      /** Or, as older clients say, id. */
      webhookId: string;
    };
    output: DeletedWebhook;
  };
  /** Sends a test to a webhook and waits for the answer; 500 where none came, as Zernio has it. */
  'webhooks.test': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
      webhookId: string;
    };
    output: WebhookOutcome;
  };
  /** Requests to webhooks of the last 30 days with their answers, the newest first. */
  'webhooks.logs': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
      limit?: number | undefined;
      skip?: number | undefined;
      status?: 'success' | 'failed' | undefined;
      /** A name of any format. */
      event?: string | undefined;
      webhookId?: string | undefined;
      eventId?: string | undefined;
    };
    output: WebhookLogs;
  };
  /** Sends an event to a webhook again, with the same id and body. */
  'webhooks.redeliver': {
    input: {
      /** Id of the workspace; needed only with a key that reaches several. */
      profileId?: string | undefined;
      webhookId: string;
      eventId: string;
    };
    output: WebhookOutcome;
  };
}
