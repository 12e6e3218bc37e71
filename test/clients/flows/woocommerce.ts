import type { Flow } from '../flow.ts';

export const woocommerce: Flow = {
  client: 'Pinterest for WooCommerce',
  source: 'woocommerce/pinterest-for-woocommerce src/API/APIV5.php, src/API/Base.php',
  headers: [
    'Pinterest-Woocommerce-Version: 1.4.0',
    'Content-Type: application/json',
    'Authorization: Bearer {{token}}',
  ],
  steps: [
    {
      send: 'GET /v5/user_account',
      status: 200,
      reads: {
        account_type: 'string',
        profile_image: 'string',
        website_url: 'string',
        username: 'string',
        business_name: 'string or null',
        board_count: 'number',
        pin_count: 'number',
        follower_count: 'number',
        following_count: 'number',
        monthly_views: 'number',
      },
    },
    {
      send: 'GET /v5/user_account/websites/verification',
      status: 200,
      reads: {
        verification_code: 'string',
        dns_txt_record: 'string',
        metatag: 'string',
        filename: 'string',
        file_content: 'string',
      },
    },
    {
      send: 'POST /v5/user_account/websites',
      body: { json: { website: 'shop.example.com', verification_method: 'METATAG' } },
      status: 200,
      reads: { website: 'string', status: 'string' },
    },
    {
      send: 'GET /v5/user_account/websites',
      status: 200,
      reads: { 'items[].website': 'string', 'items[].status': 'string' },
    },
  ],
};

/** The same plugin of a shop that gave it less: it shows any 401 as a lost connection. */
export const woocommerceWithoutScope: Flow = {
  client: 'Pinterest for WooCommerce without the scope it needs',
  source: woocommerce.source,
  scopes: ['catalogs:read'],
  headers: woocommerce.headers,
  steps: [
    {
      send: 'GET /v5/user_account',
      status: 401,
      equals: { code: 3 },
      message:
        "Your token does not have sufficient permissions to perform this operation. Please ensure your token is authorized with the correct set of scopes. Missing: ['user_accounts:read']",
    },
  ],
};
