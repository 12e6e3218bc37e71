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
  media: 'object',
  parent_pin_id: 'string or null',
} as const;

/** Checks the type of every value it gets. */
export const generatedPython: Flow = {
  client: 'pinterest-python-generated-api-client',
  source:
    'pinterest/pinterest-python-generated-api-client openapi_generated/pinterest_client (rest, api_client, api/pins_api) of document 5.14.0',
  pins: 2,
  headers: [
    'Accept: application/json',
    'X-Pinterest-App-Type-Detailed: 12',
    'User-Agent: pins-generated-client/python/0.1.4',
  ],
  steps: [
    {
      send: 'GET /v5/boards?page_size=1&privacy=PUBLIC',
      headers: [bearer],
      status: 200,
      reads: {
        'items[].id': 'string',
        'items[].name': 'string',
        'items[].description': 'string or null',
        'items[].owner.username': 'string',
        'items[].privacy': 'string',
      },
      keep: { board: 'items[].id' },
    },
    // Python's urlencode writes a boolean so.
    {
      send: 'GET /v5/pins?pin_filter=exclude_repins&include_protected_pins=True',
      headers: [bearer],
      status: 200,
      reads: Object.fromEntries(
        Object.entries(pin).map(([name, kind]) => [`items[].${name}`, kind]),
      ),
      pages: { bookmark: '&bookmark=', items: 2 },
    },
    {
      send: 'POST /v5/pins',
      headers: [bearer, json],
      body: {
        json: {
          board_id: '{{board}}',
          title: 'Two views',
          media_source: {
            source_type: 'multiple_image_base64',
            items: [
              { content_type: 'image/jpeg', data: '{{jpeg}}', title: 'Front' },
              { content_type: 'image/png', data: '{{png}}', title: 'Back' },
            ],
            index: 0,
          },
        },
      },
      status: 201,
      reads: { ...pin, 'media.items[].images.600x.url': 'string' },
      equals: { 'media.media_type': 'multiple_images' },
      keep: { pin: 'id' },
    },
    {
      send: 'PATCH /v5/pins/{{pin}}',
      headers: [bearer, json],
      body: { json: { title: 'Both views' } },
      status: 200,
      reads: pin,
      equals: { title: 'Both views' },
    },
    {
      send: 'POST /v5/pins/{{pin}}/save',
      headers: [bearer, json],
      body: { json: { board_id: '{{board}}' } },
      status: 201,
      reads: pin,
    },
    // A DELETE of this client has no content type and no body.
    { send: 'DELETE /v5/pins/{{pin}}', headers: [bearer], status: 204 },
    { send: 'GET /v5/pins/{{pin}}', headers: [bearer], status: 404, equals: { code: 50 } },
  ],
};
