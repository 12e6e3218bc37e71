import type { Flow, Step } from '../flow.ts';

const bearer = 'Authorization: Bearer {{token}}';
const json = 'Content-Type: application/json';

const board = {
  id: 'string',
  name: 'string',
  description: 'string or null',
  'owner.username': 'string',
  privacy: 'string',
  pin_count: 'number',
  collaborator_count: 'number',
  follower_count: 'number',
  created_at: 'string',
  board_pins_modified_at: 'string',
  media: 'object',
} as const;

/** The suite declares PNGs as JPEG (F3), and sends what it was not given as null. */
const pngAsJpeg = (title: string): Step => ({
  send: 'POST /v5/pins',
  headers: [bearer, json],
  body: {
    json: {
      link: null,
      title,
      description: 'Made by the suite',
      dominant_color: null,
      alt_text: null,
      board_id: '{{board}}',
      board_section_id: '{{section}}',
      media_source: { source_type: 'image_base64', content_type: 'image/jpeg', data: '{{png}}' },
      parent_pin_id: null,
    },
  },
  status: 201,
  reads: { id: 'string' },
});

export const pythonSdk: Flow = {
  client: 'pinterest-python-sdk and its integration suite',
  source:
    'pinterest/pinterest-python-sdk pinterest/organic, pinterest/utils/refresh_access_token.py, integration_tests/organic',
  headers: ['Accept: application/json'],
  steps: [
    {
      send: 'POST /v5/oauth/token',
      headers: [
        'Authorization: Basic {{basic}}',
        'Content-Type: application/x-www-form-urlencoded',
      ],
      // Written by hand: the token is not encoded.
      body: { form: 'grant_type=refresh_token&refresh_token={{refresh}}' },
      status: 200,
      reads: { access_token: 'string' },
      keep: { token: 'access_token' },
    },
    {
      send: 'POST /v5/boards',
      headers: [bearer, json],
      body: { json: { name: 'Suite 417', description: 'Before', privacy: 'PUBLIC' } },
      status: 201,
      reads: board,
      keep: { board: 'id' },
    },
    {
      send: 'PATCH /v5/boards/{{board}}',
      headers: [bearer, json],
      body: { json: { description: 'After', privacy: 'SECRET' } },
      status: 200,
      equals: { description: 'After', privacy: 'SECRET' },
    },
    {
      send: 'PATCH /v5/boards/{{board}}',
      headers: [bearer, json],
      body: { json: { privacy: 'PUBLIC' } },
      status: 200,
    },
    {
      send: 'GET /v5/boards/{{board}}',
      headers: [bearer],
      status: 200,
      reads: board,
      equals: { description: 'After', privacy: 'PUBLIC' },
    },
    {
      send: 'PATCH /v5/boards/{{board}}',
      headers: [bearer, json],
      body: { json: { name: 'Kitchen' } },
      status: 400,
      message: 'Could not edit board',
    },
    {
      send: 'POST /v5/boards/{{board}}/sections',
      headers: [bearer, json],
      body: { json: { name: 'First' } },
      status: 201,
      reads: { id: 'string', name: 'string' },
      keep: { section: 'id' },
    },
    {
      send: 'PATCH /v5/boards/{{board}}/sections/{{section}}',
      headers: [bearer, json],
      body: { json: { name: 'Renamed' } },
      status: 200,
      equals: { name: 'Renamed' },
    },
    pngAsJpeg('List 0'),
    pngAsJpeg('List 1'),
    pngAsJpeg('List 2'),
    {
      send: 'GET /v5/boards/{{board}}/sections/{{section}}/pins',
      headers: [bearer],
      status: 200,
      reads: { 'items[].id': 'string' },
      pages: { bookmark: '?bookmark=', items: 3 },
    },
    {
      send: 'POST /v5/pins',
      headers: [bearer, json],
      body: {
        json: {
          title: 'Saved',
          board_id: '{{board}}',
          // Fields of another kind of source come with the URL.
          media_source: {
            source_type: 'image_url',
            content_type: 'image/jpeg',
            data: 'string',
            url: '{{picture}}',
          },
          ad_account_id: '549764106778',
        },
      },
      status: 201,
      reads: { id: 'string', title: 'string or null' },
      keep: { pin: 'id' },
    },
    {
      send: 'POST /v5/pins/{{pin}}/save',
      headers: [bearer, json],
      body: { json: { board_id: '{{board}}', board_section_id: '{{section}}' } },
      status: 201,
      reads: { board_id: 'string', board_section_id: 'string' },
    },
    { send: 'DELETE /v5/pins/{{pin}}', headers: [bearer], status: 204 },
    {
      send: 'GET /v5/pins/{{pin}}',
      headers: [bearer],
      status: 404,
      equals: { code: 50 },
    },
    {
      send: 'DELETE /v5/boards/{{board}}/sections/{{section}}',
      headers: [bearer],
      status: 204,
    },
    { send: 'DELETE /v5/boards/{{board}}', headers: [bearer], status: 204 },
    {
      send: 'GET /v5/boards/{{board}}',
      headers: [bearer],
      status: 404,
      equals: { code: 40 },
    },
  ],
};
