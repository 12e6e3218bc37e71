// What is stored. What is sent is made from it in wire.ts. Times are Unix ms of the virtual clock.

export interface User {
  id: string;
  username: string;
  accountType: 'PINNER' | 'BUSINESS';
  businessName: string | null;
  about: string;
  following: string[];
  websites: { website: string; verifiedAt: number }[];
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
  media: Media;
  codes: AuthCode;
  tokens: Token;
  grants: Grant;
}

export type Kind = keyof Entities;
