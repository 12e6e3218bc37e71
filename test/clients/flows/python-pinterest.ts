import type { Flow } from '../flow.ts';

const bearer = 'Authorization: Bearer {{token}}';
const json = 'Content-Type: application/json';

const pin = {
  id: 'string',
  created_at: 'string',
  link: 'string or null',
  title: 'string or null',
  description: 'string or null',
  alt_text: 'string or null',
  board_id: 'string',
  board_section_id: 'string or null',
  'board_owner.username': 'string',
  'media.media_type': 'string',
  'media.images.600x.url': 'string',
  'media.images.600x.width': 'number',
} as const;

export const pythonPinterest: Flow = {
  client: 'python-pinterest',
  source: 'sns-sdks/python-pinterest pinterest/api.py, pinterest/sync, pinterest/models',
  headers: ['Accept: */*'],
  steps: [
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
      body: { json: { name: 'Python' } },
      status: 201,
      reads: {
        id: 'string',
        name: 'string',
        description: 'string or null',
        'owner.username': 'string',
        privacy: 'string',
      },
      keep: { board: 'id' },
    },
    {
      send: 'PATCH /v5/boards/{{board}}',
      headers: [bearer, json],
      body: { json: { description: 'Snakes', privacy: 'PUBLIC' } },
      status: 200,
      equals: { description: 'Snakes' },
    },
    {
      send: 'POST /v5/boards/{{board}}/sections',
      headers: [bearer, json],
      body: { json: { name: 'Long' } },
      status: 201,
      reads: { id: 'string', name: 'string' },
      keep: { section: 'id' },
    },
    {
      send: 'GET /v5/boards/{{board}}/sections?page_size=25',
      headers: [bearer],
      status: 200,
      reads: { 'items[].id': 'string', 'items[].name': 'string' },
    },
    {
      send: 'POST /v5/pins',
      headers: [bearer, json],
      body: {
        json: {
          board_id: '{{board}}',
          media_source: { source_type: 'image_url', url: '{{picture}}' },
          link: null,
          title: 'A python',
          description: null,
          alt_text: null,
          board_section_id: null,
        },
      },
      status: 201,
      reads: pin,
      keep: { pin: 'id' },
      limited: 'pins/create',
    },
    {
      send: 'GET /v5/boards/{{board}}/pins?page_size=25',
      headers: [bearer],
      status: 200,
      reads: { 'items[].id': 'string' },
    },
    {
      send: 'POST /v5/media',
      headers: [bearer, json],
      body: { json: { media_type: 'video' } },
      status: 201,
      reads: {
        media_id: 'string',
        media_type: 'string',
        upload_url: 'string',
        upload_parameters: 'object',
      },
    },
    {
      send: 'GET /v5/media?page_size=25',
      headers: [bearer],
      status: 200,
      reads: {
        'items[].media_id': 'string',
        'items[].media_type': 'string',
        'items[].status': 'string',
      },
    },
    { send: 'DELETE /v5/pins/{{pin}}', headers: [bearer], status: 204 },
    {
      // Errors become exceptions made of all their fields.
      send: 'GET /v5/pins/{{pin}}',
      headers: [bearer],
      status: 404,
      reads: { code: 'number', message: 'string' },
    },
    {
      send: 'DELETE /v5/boards/{{board}}/sections/{{section}}',
      headers: [bearer],
      status: 204,
    },
    { send: 'DELETE /v5/boards/{{board}}', headers: [bearer], status: 204 },
  ],
};
