import type { Flow } from '../flow.ts';

const bearer = 'Authorization: Bearer {{token}}';
const json = 'Content-Type: application/json';

export const generatedTypescript: Flow = {
  client: 'generated TypeScript client (typescript-fetch)',
  source:
    'oapicf/pinterest-sdk clients/typescript-fetch/generated (runtime, OauthApi, MediaApi, BoardsApi, PinsApi) of document 5.23.0; header lines recorded with fetch of Node 20',
  pins: 2,
  headers: [
    'connection: keep-alive',
    'accept: */*',
    'accept-language: *',
    'sec-fetch-mode: cors',
    'user-agent: node',
    'accept-encoding: gzip, deflate',
  ],
  steps: [
    // All that this client can send: the other fields of a grant are not in its method.
    {
      send: 'POST /v5/oauth/token',
      headers: [
        'Authorization: Basic {{basic}}',
        'content-type: application/x-www-form-urlencoded;charset=UTF-8',
      ],
      body: { form: 'grant_type=refresh_token' },
      status: 400,
      equals: { code: 1 },
    },
    {
      send: 'POST /v5/oauth/token/revoke',
      headers: [
        'Authorization: Basic {{basic}}',
        'content-type: application/x-www-form-urlencoded;charset=UTF-8',
      ],
      body: { form: 'token={{token}}&token_type_hint=access_token' },
      status: 403,
      equals: { code: 29, message: 'You are not permitted to access that resource.' },
    },
    {
      send: 'POST /v5/boards',
      headers: [bearer, json],
      body: { json: { name: 'Typed', description: 'A board', privacy: 'PROTECTED' } },
      status: 201,
      reads: { id: 'string', name: 'string', created_at: 'string', 'owner.username': 'string' },
      equals: { privacy: 'PROTECTED' },
      keep: { board: 'id' },
    },
    {
      send: 'GET /v5/boards?privacy=PROTECTED&page_size=25',
      headers: [bearer],
      status: 200,
      reads: { 'items[].id': 'string' },
      pages: { bookmark: '&bookmark=', items: 1 },
    },
    {
      send: 'GET /v5/pins?pin_metrics=true&include_protected_pins=false&creative_types=REGULAR&creative_types=VIDEO&page_size=1',
      headers: [bearer],
      status: 200,
      reads: {
        'items[].id': 'string',
        'items[].creative_type': 'string',
        'items[].is_owner': 'boolean',
        'items[].is_standard': 'boolean',
        'items[].has_been_promoted': 'boolean',
        'items[].pin_metrics.lifetime_metrics.impression': 'number',
      },
      pages: { bookmark: '&bookmark=', items: 2 },
    },
    {
      send: 'POST /v5/media',
      headers: [bearer, json],
      body: { json: { media_type: 'video' } },
      status: 201,
      reads: { media_id: 'string', media_type: 'string', upload_url: 'string' },
      keep: { media: 'media_id' },
    },
    {
      send: 'GET /v5/media/{{media}}',
      headers: [bearer],
      status: 200,
      reads: { media_id: 'string', media_type: 'string', status: 'string' },
      equals: { status: 'registered' },
    },
    {
      send: 'GET /v5/media?page_size=25',
      headers: [bearer],
      status: 200,
      reads: { 'items[].media_id': 'string', 'items[].status': 'string' },
    },
    { send: 'DELETE /v5/boards/{{board}}', headers: [bearer], status: 204 },
  ],
};
