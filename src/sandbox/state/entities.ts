// What is stored. What is sent is made from it in wire.ts. Times are Unix ms of the virtual clock.

export interface User {
  id: string;
  username: string;
  accountType: 'PINNER' | 'BUSINESS';
  businessName: string | null;
  about: string;
  following: string[];
  websites: { website: string; verifiedAt: number }[];
  /** Absent in state of before it was kept. */
  createdAt?: number;
  /** Usernames of the business accounts linked to this one. */
  businesses?: string[];
}

export type Privacy = 'PUBLIC' | 'PROTECTED' | 'SECRET';

export interface Board {
  id: string;
  ownerId: string;
  name: string;
  description: string | null;
  privacy: Privacy;
  isAdsOnly: boolean;
  createdAt: number;
  pinsModifiedAt: number;
}

export interface Section {
  id: string;
  boardId: string;
  name: string;
}

/** Facts read from the decoded bytes, never from what the caller declared. */
export interface StoredImage {
  sha256: string;
  width: number;
  height: number;
  format: 'jpeg' | 'png' | 'gif';
  bytes: number;
  /** Average colour, `#rrggbb`. */
  color: string;
}

export interface CarouselItem {
  image: StoredImage;
  title: string | null;
  description: string | null;
  link: string | null;
}

export type PinContent =
  | { type: 'image'; image: StoredImage }
  | { type: 'carousel'; items: CarouselItem[] }
  | { type: 'video'; mediaId: string; cover: StoredImage; readyAt: number; video: VideoInfo };

export interface Pin {
  id: string;
  ownerId: string;
  boardId: string | null;
  sectionId: string | null;
  title: string | null;
  description: string | null;
  link: string | null;
  altText: string | null;
  dominantColor: string;
  parentPinId: string | null;
  isStandard: boolean;
  aiDisclosures?: string[];
  content: PinContent;
  createdAt: number;
  /** When list endpoints start to show it, by `Clock.elapsed`; `readyAt` of a video and `doneAt` of an upload likewise. */
  listedAt: number;
}

/** A Pin that is gone. What it earned stays with its account. */
export interface RemovedPin {
  id: string;
  ownerId: string;
  createdAt: number;
  goneAt: number;
  /** Who took it away: a client of the API, its owner at pinterest.com, or Pinterest. */
  by: 'client' | 'owner' | 'pinterest';
  video: boolean;
  link: string | null;
}

/** What was set or added to the curve of a Pin, or to what an account has of the Pins of others, on one day. */
export interface DayFigures {
  /** `subjectId/day` */
  id: string;
  /** Id of the Pin or the user. */
  subjectId: string;
  /** Days since 1970, UTC. */
  day: number;
  /** Instead of what the curve says. */
  set: Partial<Record<string, number>>;
  /** On top of it. */
  add: Partial<Record<string, number>>;
  /** What reports say of the day instead of its figures: `empty` metrics, or a data_status. */
  answer: string | null;
}

export interface VideoInfo {
  width: number | null;
  height: number | null;
  durationMs: number | null;
}

export interface Media {
  id: string;
  ownerId: string;
  key: string;
  createdAt: number;
  upload: {
    file: string;
    bytes: number;
    at: number;
    /** When processing ends. */
    doneAt: number;
    outcome: 'succeeded' | 'failed';
    video: VideoInfo;
  } | null;
}

export interface AuthCode {
  id: string;
  userId: string;
  clientId: string;
  redirectUri: string;
  scopes: string[];
  expiresAt: number;
}

export interface Token {
  /** The token string itself. */
  id: string;
  kind: 'access' | 'refresh' | 'app';
  userId: string;
  clientId: string;
  scopes: string[];
  expiresAt: number;
}

/** Everything a user ever granted the app; token responses list all of it. */
export interface Grant {
  id: string;
  scopes: string[];
}

export interface Entities {
  users: User;
  boards: Board;
  sections: Section;
  pins: Pin;
  removedPins: RemovedPin;
  figures: DayFigures;
  media: Media;
  codes: AuthCode;
  tokens: Token;
  grants: Grant;
}

export type Kind = keyof Entities;
