import type { Flow } from '../flow.ts';

const bearer = 'authorization: Bearer {{token}}';
const json = 'content-type: application/json';

export const quickstartNode: Flow = {
  client: 'api-quickstart in Node',
  source:
    'pinterest/api-quickstart nodejs/src (user_auth, access_token, api_object, api_media_object, board, pin, user); header lines and form recorded with got 11 and form-data 4',
  consent:
    '/oauth/?consumer_id={{client}}&redirect_uri=http://localhost:8085/&response_type=code&refreshable=true&scope=user_accounts:read,boards:read,boards:write,pins:read,pins:write&state=3a5f0c1e-7a11-4e0c-9d64-5f0a2b1c9d77',
  pins: 3,
  headers: [
    'user-agent: got (https://github.com/sindresorhus/got)',
    'accept: application/json',
    'accept-encoding: gzip, deflate, br',
  ],
  steps: [
    {
      send: 'POST /v5/oauth/token',
      headers: [
        'authorization: Basic {{basic}}',
        'content-type: application/x-www-form-urlencoded',
      ],
      body: {
        form: 'code={{code}}&redirect_uri=http%3A%2F%2Flocalhost%3A8085%2F&grant_type=authorization_code',
      },
      status: 200,
      reads: { scope: 'string', access_token: 'string', refresh_token: 'string' },
      keep: { token: 'access_token', refresh: 'refresh_token' },
    },
    {
      // The name of the parameter before `continuous_refresh`.
      send: 'POST /v5/oauth/token',
      headers: [
        'authorization: Basic {{basic}}',
        'content-type: application/x-www-form-urlencoded',
      ],
      body: { form: 'grant_type=refresh_token&refresh_token={{refresh}}&refresh_on=true' },
      status: 200,
      reads: { access_token: 'string', refresh_token: 'string' },
      keep: { token: 'access_token', refresh: 'refresh_token' },
    },
    {
      send: 'GET /v5/user_account',
      headers: [bearer],
      status: 200,
      reads: {
        username: 'string',
        account_type: 'string',
        profile_image: 'string',
        website_url: 'string',
      },
    },
    {
      send: 'POST /v5/boards',
      headers: [bearer, json],
      body: { json: { name: 'Soups', privacy: 'PUBLIC' } },
      status: 201,
      reads: { id: 'string', name: 'string', 'owner.username': 'string' },
      keep: { board: 'id' },
      limited: 'boards/create',
    },
    {
      send: 'POST /v5/boards/{{board}}/sections',
      headers: [bearer, json],
      body: { json: { name: 'Cold' } },
      status: 201,
      reads: { id: 'string', name: 'string' },
      keep: { section: 'id' },
    },
    {
      send: 'GET /v5/boards?page_size=1',
      headers: [bearer],
      status: 200,
      reads: {
        'items[].id': 'string',
        'items[].name': 'string',
        'items[].description': 'string or null',
        'items[].owner.username': 'string',
        'items[].privacy': 'string',
      },
      pages: { bookmark: '&bookmark=', items: 2 },
    },
    {
      send: 'GET /v5/boards/{{board}}/sections',
      headers: [bearer],
      status: 200,
      reads: { 'items[].id': 'string', 'items[].name': 'string' },
      pages: { bookmark: '?bookmark=', items: 1 },
    },
    {
      send: 'POST /v5/media',
      headers: [bearer, json],
      body: { json: { media_type: 'video' } },
      status: 201,
      reads: { upload_url: 'string', upload_parameters: 'object', media_id: 'string' },
      keep: {
        upload_url: 'upload_url',
        upload_parameters: 'upload_parameters',
        media: 'media_id',
      },
    },
    {
      send: 'POST {{upload_url}}',
      body: { upload: { filename: 'soup.mp4', type: 'video/mp4' } },
      status: 204,
    },
    {
      send: 'GET /v5/media/{{media}}',
      headers: [bearer],
      status: 200,
      reads: { status: 'string' },
      until: ['status', 'succeeded'],
    },
    {
      send: 'POST /v5/pins',
      headers: [bearer, json],
      body: {
        json: {
          board_id: '{{board}}',
          media_source: { source_type: 'image_url', url: '{{picture}}' },
          board_section_id: '{{section}}',
          link: 'https://example.com/soup',
          title: 'Gazpacho',
          description: 'Cold soup',
        },
      },
      status: 201,
      reads: { id: 'string', 'media.images.originals.url': 'string' },
      keep: { pin: 'id' },
    },
    {
      send: 'POST /v5/pins',
      headers: [bearer, json],
      body: {
        json: {
          board_id: '{{board}}',
          media_source: {
            source_type: 'video_id',
            cover_image_url: '{{otherPicture}}',
            media_id: '{{media}}',
          },
        },
      },
      status: 201,
      reads: { id: 'string' },
    },
    {
      send: 'POST /v5/pins/{{foreignPin}}/save',
      headers: [bearer, json],
      body: { json: { board_id: '{{board}}', board_section_id: '{{section}}' } },
      status: 201,
      reads: { id: 'string', title: 'string or null' },
    },
    {
      send: 'GET /v5/boards/{{board}}/pins',
      headers: [bearer],
      status: 200,
      reads: { 'items[].id': 'string', 'items[].board_section_id': 'string or null' },
      pages: { bookmark: '?bookmark=', items: 3 },
    },
    { send: 'DELETE /v5/boards/{{board}}', headers: [bearer], status: 204 },
  ],
};
