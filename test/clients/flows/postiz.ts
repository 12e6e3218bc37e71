import type { Flow } from '../flow.ts';

const bearer = 'Authorization: Bearer {{token}}';
const json = 'Content-Type: application/json';
const form = 'Content-Type: application/x-www-form-urlencoded';
const redirect = 'http%3A%2F%2Flocalhost%3A4200%2Fintegrations%2Fsocial%2Fpinterest';

const fetchHeaders = [
  'accept: */*',
  'accept-language: *',
  'sec-fetch-mode: cors',
  'user-agent: node',
  'accept-encoding: gzip, deflate',
];
/** Uploads go through axios, everything else through fetch. */
const axiosHeaders = ['Accept: application/json, text/plain, */*', 'User-Agent: axios/1.21.1'];

export const postiz: Flow = {
  client: 'Postiz',
  source:
    'gitroomhq/postiz-app libraries/nestjs-libraries/src/integrations/social/pinterest.provider.ts; header lines and forms recorded with fetch of Node 20, axios 1 and form-data 4',
  consent: `/oauth/?client_id={{client}}&redirect_uri=${redirect}&response_type=code&scope=boards%3Aread%2Cboards%3Awrite%2Cpins%3Aread%2Cpins%3Awrite%2Cuser_accounts%3Aread&state=x7Kd2p`,
  headers: [],
  steps: [
    {
      send: 'POST /v5/oauth/token',
      headers: [...fetchHeaders, form, 'Authorization: Basic {{basic}}'],
      body: { form: `grant_type=authorization_code&code={{code}}&redirect_uri=${redirect}` },
      status: 200,
      reads: {
        access_token: 'string',
        refresh_token: 'string',
        expires_in: 'number',
        scope: 'string',
      },
      equals: { scope: 'boards:read boards:write pins:read pins:write user_accounts:read' },
      keep: { token: 'access_token', refresh: 'refresh_token' },
    },
    {
      send: 'POST /v5/oauth/token',
      headers: [...fetchHeaders, form, 'Authorization: Basic {{basic}}'],
      // With a redirect URI, which a refresh does not need.
      body: {
        form: `grant_type=refresh_token&refresh_token={{refresh}}&scope=boards%3Aread%2Cboards%3Awrite%2Cpins%3Aread%2Cpins%3Awrite%2Cuser_accounts%3Aread&redirect_uri=${redirect}`,
      },
      status: 200,
      reads: { access_token: 'string', expires_in: 'number' },
      keep: { token: 'access_token' },
    },
    // It keeps the first refresh token, which lives on.
    {
      send: 'POST /v5/oauth/token',
      headers: [...fetchHeaders, form, 'Authorization: Basic {{basic}}'],
      body: {
        form: `grant_type=refresh_token&refresh_token={{refresh}}&scope=boards%3Aread%2Cpins%3Aread&redirect_uri=${redirect}`,
      },
      status: 200,
      reads: { access_token: 'string' },
    },
    {
      send: 'GET /v5/user_account',
      headers: [...fetchHeaders, bearer],
      status: 200,
      reads: { id: 'string', profile_image: 'string', username: 'string' },
    },
    {
      send: 'GET /v5/boards?page_size=250',
      headers: [...fetchHeaders, bearer],
      status: 200,
      reads: { 'items[].name': 'string', 'items[].id': 'string' },
      keep: { board: 'items[].id' },
    },
    {
      send: 'POST /v5/media',
      headers: [...fetchHeaders, json, bearer],
      body: { json: { media_type: 'video' } },
      status: 201,
      reads: { upload_url: 'string', media_id: 'string', upload_parameters: 'object' },
      keep: {
        upload_url: 'upload_url',
        upload_parameters: 'upload_parameters',
        media: 'media_id',
      },
    },
    // A video from a server that does not say how long it is goes out in chunks, which S3 refuses.
    {
      send: 'POST {{upload_url}}',
      headers: axiosHeaders,
      body: { upload: { type: 'application/octet-stream', chunked: true } },
      status: 411,
      message: '<Code>MissingContentLength</Code>',
    },
    {
      send: 'POST {{upload_url}}',
      headers: axiosHeaders,
      body: { upload: { filename: 'clip.mp4', type: 'video/mp4' } },
      status: 204,
    },
    {
      send: 'GET /v5/media/{{media}}',
      headers: [...fetchHeaders, bearer],
      status: 200,
      reads: { status: 'string' },
      until: ['status', 'succeeded'],
    },
    {
      send: 'POST /v5/pins',
      headers: [...fetchHeaders, bearer, json],
      body: {
        json: {
          link: 'https://example.com/clip',
          title: 'A clip',
          description: 'Of bread',
          dominant_color: '#6E7874',
          board_id: '{{board}}',
          media_source: {
            source_type: 'video_id',
            media_id: '{{media}}',
            cover_image_url: '{{picture}}',
          },
        },
      },
      status: 201,
      reads: { id: 'string' },
    },
    {
      send: 'POST /v5/pins',
      headers: [...fetchHeaders, bearer, json],
      body: {
        json: {
          description: '',
          board_id: '{{board}}',
          media_source: { source_type: 'image_url', url: '{{picture}}' },
        },
      },
      status: 201,
      reads: { id: 'string' },
      limited: 'pins/create',
    },
    {
      send: 'POST /v5/pins',
      headers: [...fetchHeaders, bearer, json],
      body: {
        json: {
          description: 'Two',
          board_id: '{{board}}',
          media_source: {
            source_type: 'multiple_image_urls',
            items: [{ url: '{{picture}}' }, { url: '{{otherPicture}}' }],
          },
        },
      },
      status: 201,
      reads: { id: 'string' },
    },
    // The texts it looks for in a refusal.
    {
      send: 'POST /v5/pins',
      headers: [...fetchHeaders, bearer, json],
      body: {
        json: {
          description: 'Six',
          board_id: '{{board}}',
          media_source: {
            source_type: 'multiple_image_urls',
            items: Array.from({ length: 6 }, () => ({ url: '{{picture}}' })),
          },
        },
      },
      status: 400,
      message: 'constraint: maxItems=5',
    },
    {
      send: 'POST /v5/pins',
      headers: [...fetchHeaders, bearer, json],
      body: {
        json: {
          description: 'No board',
          board_id: 'kitchen',
          media_source: { source_type: 'image_url', url: '{{picture}}' },
        },
      },
      status: 400,
      message: String.raw`does not match '^\\\\d+$'`,
    },
    {
      send: 'POST /v5/pins',
      headers: [...fetchHeaders, bearer, json],
      body: {
        json: {
          description: 'No cover',
          board_id: '{{board}}',
          media_source: { source_type: 'video_id', media_id: '{{media}}' },
        },
      },
      status: 400,
      message: 'cover_image_url or cover_image_content_type',
    },
    {
      send: 'POST /v5/pins',
      headers: [...fetchHeaders, bearer, json],
      body: {
        json: {
          description: 'Gone',
          board_id: '1',
          media_source: { source_type: 'image_url', url: '{{picture}}' },
        },
      },
      status: 404,
      message: 'Board not found',
    },
  ],
};
