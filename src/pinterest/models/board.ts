export type BoardPrivacy = 'PUBLIC' | 'PROTECTED' | 'SECRET';

/** A board as Pinterest returns it. */
export interface Board {
  id: string;
  name: string;
  description?: string | null;
  privacy?: BoardPrivacy;
  is_ads_only?: boolean;
  owner?: { username?: string };
  pin_count?: number;
  follower_count?: number;
  collaborator_count?: number;
  media?: { image_cover_url?: string | null; pin_thumbnail_urls?: string[] };
  /** UTC */
  created_at?: string;
  /** UTC */
  board_pins_modified_at?: string;
}

/** Body of POST /boards; PUBLIC unless said otherwise. SECRET needs the scope boards:write_secret. */
export interface BoardCreate {
  name: string;
  description?: string | null;
  privacy?: BoardPrivacy;
}

/** Body of PATCH /boards/{board_id}. */
export interface BoardUpdate {
  name?: string;
  description?: string | null;
  privacy?: 'PUBLIC' | 'SECRET';
}

export interface BoardSection {
  id: string;
  name: string;
}

/** Body for creating and for renaming a section; name of 1 to 180 characters. */
export interface BoardSectionInput {
  name: string;
}
