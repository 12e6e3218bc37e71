/** What api-sandbox.pinterest.com does not have: `x-sandbox: disabled` in the official spec 5.23.0. */
export const absentFromApiSandbox: ReadonlySet<string> = new Set([
  'multi_pins/analytics',
  'pins/analytics',
  'search_partner_pins',
  'search_user_boards/get',
  'search_user_pins/list',
  'trends_featured_topics/list',
  'trends_product_categories_details/list',
  'trends_product_categories_trending/list',
  'unverify_website/delete',
  'user_account/analytics',
  'user_account/analytics/top_pins',
  'user_account/analytics/top_video_pins',
  'user_following/get',
  'user_websites/get',
  'verify_website/update',
  'website_verification/get',
]);
