import type { Flow } from '../flow.ts';

export const quickstartPhp: Flow = {
  client: 'api-quickstart in PHP',
  source: 'pinterest/api-quickstart php/index.php, php/demo.php',
  consent:
    '/oauth/?consumer_id={{client}}&redirect_uri=http://localhost:8085/&response_type=code&refreshable=true&scope=user_accounts:read,pins:read,boards:read&state=auto_redirect_9f2c',
  pins: 2,
  headers: ['Accept: */*', 'Accept-Encoding: deflate, gzip'],
  steps: [
    {
      send: 'POST /v5/oauth/token',
      headers: ['Authorization:Basic {{basic}}', 'Content-Type: application/x-www-form-urlencoded'],
      body: {
        form: 'grant_type=authorization_code&code={{code}}&redirect_uri=http%3A%2F%2Flocalhost%3A8085%2F',
      },
      status: 200,
      reads: { access_token: 'string' },
      keep: { token: 'access_token' },
    },
    {
      send: 'GET /v5/user_account',
      headers: ['Authorization:Bearer {{token}}'],
      status: 200,
      reads: { profile_image: 'string', username: 'string', id: 'string' },
    },
    {
      send: 'GET /v5/pins?page_size=1&creative_types=REGULAR',
      headers: ['Authorization:Bearer {{token}}'],
      status: 200,
      reads: {
        'items[].media.images.150x150.url': 'string',
        'items[].id': 'string',
        'items[].link': 'string or null',
      },
    },
  ],
};
