import type { Flow } from '../flow.ts';

export const quickstartBash: Flow = {
  client: 'api-quickstart in Bash',
  source:
    'pinterest/api-quickstart bash/scripts/v5/get_access_token.sh; header lines recorded with curl 7.88',
  // Neither the redirect URI nor the colon of the scope is encoded.
  consent:
    '/oauth/?consumer_id={{client}}&redirect_uri=http://localhost:8085/&scope=user_accounts:read&response_type=code',
  headers: ['User-Agent: curl/7.88.1', 'Accept: */*'],
  steps: [
    {
      send: 'POST /v5/oauth/token',
      // curl sends a header as it was typed: without a space.
      headers: ['Authorization:Basic {{basic}}', 'Content-Type: application/x-www-form-urlencoded'],
      body: {
        form: 'grant_type=authorization_code&code={{code}}&redirect_uri=http%3A%2F%2Flocalhost%3A8085%2F',
      },
      status: 200,
      reads: { response_type: 'string', access_token: 'string', scope: 'string' },
      equals: { response_type: 'authorization_code', scope: 'user_accounts:read' },
      keep: { token: 'access_token' },
    },
    {
      send: 'GET /v5/user_account',
      headers: ['Authorization:Bearer {{token}}'],
      status: 200,
      reads: {
        account_type: 'string',
        username: 'string',
        profile_image: 'string',
        website_url: 'string',
      },
    },
  ],
};
