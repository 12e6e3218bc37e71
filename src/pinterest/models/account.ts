/** The account that a token belongs to. A null count is "Pinterest did not say", not zero. */
export interface UserAccount {
  username: string;
  id?: string;
  account_type?: 'PINNER' | 'BUSINESS';
  about?: string | null;
  business_name?: string | null;
  profile_image?: string | null;
  website_url?: string | null;
  board_count?: number | null;
  pin_count?: number | null;
  follower_count?: number | null;
  following_count?: number | null;
  monthly_views?: number | null;
}
