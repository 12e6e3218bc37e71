import type { Flow } from '../flow.ts';

const bearer = 'Authorization: Bearer {{token}}';
const json = 'Content-Type: application/json';

export const pinterestNodeApi: Flow = {
  client: 'pinterest-node-api',
  source: 'vijaypatoliya/pinterest-node-api lib and examples; recorded with 0.0.9 from npm',
  pins: 3,
  headers: [
    'Accept: application/json',
    'cache-control: no-cache',
    'Content-Language: en-US',
    'Connection: keep-alive',
  ],
  steps: [
    {
      // Every path ends in a question mark; the credentials stand in the body too.
      send: 'POST /v5/oauth/token?',
      headers: [
        'Content-Type: application/x-www-form-urlencoded',
        'Authorization: Basic {{basic}}',
      ],
      body: {
        form: 'username=app&password=secret&grant_type=refresh_token&refresh_token={{refresh}}',
      },
      status: 200,
      reads: { access_token: 'string' },
      keep: { token: 'access_token' },
    },
    {
      send: 'GET /v5/user_account?',
      headers: [bearer],
      status: 200,
      reads: { username: 'string' },
    },
    // Its examples send empty bookmarks.
    {
      send: 'GET /v5/boards?bookmark=&page_size=25&privacy=PUBLIC',
      headers: [bearer],
      status: 200,
      reads: { 'items[].id': 'string' },
      keep: { board: 'items[].id' },
    },
    {
      // The brackets with an index are another name than `creative_types`, so nothing is filtered.
      send: 'GET /v5/boards/{{board}}/pins?bookmark=&page_size=25&creative_types%5B0%5D=REGULAR&creative_types%5B1%5D=VIDEO',
      headers: [bearer],
      status: 200,
      reads: { 'items[].id': 'string' },
      pages: { bookmark: '&bookmark=', items: 3 },
    },
    {
      send: 'POST /v5/boards?',
      headers: [bearer, json],
      body: { json: { name: 'Node', description: 'A board' } },
      status: 201,
      reads: { id: 'string' },
      keep: { other: 'id' },
    },
    {
      send: 'PATCH /v5/boards/{{other}}?',
      headers: [bearer, json],
      body: { json: { name: 'Node 2' } },
      status: 200,
      equals: { name: 'Node 2' },
    },
    {
      send: 'POST /v5/boards/{{other}}/sections?',
      headers: [bearer, json],
      body: { json: { name: 'Part' } },
      status: 201,
      reads: { id: 'string' },
      keep: { section: 'id' },
    },
    {
      send: 'POST /v5/pins?',
      headers: [bearer, json],
      body: {
        json: {
          link: 'https://www.pinterest.com/',
          title: 'string',
          description: 'string',
          dominant_color: '#6E7874',
          alt_text: 'string',
          board_id: '{{other}}',
          board_section_id: '{{section}}',
          media_source: {
            source_type: 'image_base64',
            content_type: 'image/jpeg',
            data: '{{jpeg}}',
          },
        },
      },
      status: 201,
      reads: { id: 'string' },
      keep: { pin: 'id' },
    },
    { send: 'GET /v5/pins/{{pin}}?', headers: [bearer], status: 200, reads: { id: 'string' } },
    {
      send: 'POST /v5/pins/{{pin}}/save?',
      headers: [bearer, json],
      body: { json: { board_id: '{{board}}' } },
      status: 201,
      reads: { id: 'string' },
    },
  ],
};
