import type { Flow } from '../flow.ts';

export const n8nNode: Flow = {
  client: 'n8n-nodes-pinterest (OfficialMoAdel)',
  source:
    'OfficialMoAdel/n8n-nodes-pinterest credentials, nodes/Pinterest/utils/PinterestApiClient.ts, nodes/Pinterest/operations',
  pins: 1,
  // The content type of JSON on every request, with a body or without.
  headers: [
    'Accept: application/json',
    'Content-Type: application/json',
    'User-Agent: n8n-pinterest-node/1.0.0',
    'X-Request-ID: req_1_1790000000000',
    'Authorization: Bearer {{token}}',
  ],
  steps: [
    {
      send: 'GET /v5/user_account',
      status: 200,
      reads: { id: 'string', username: 'string', account_type: 'string', website_url: 'string' },
    },
    // The choice of the form is sent in lower case.
    {
      send: 'POST /v5/boards',
      body: { json: { name: 'Flows', privacy: 'public' } },
      status: 400,
      equals: { code: 1 },
      message: "'public' is not one of",
    },
    {
      send: 'GET /v5/boards/{{board}}',
      status: 200,
      reads: {
        id: 'string',
        name: 'string',
        privacy: 'string',
        pin_count: 'number',
        follower_count: 'number',
        created_at: 'string',
        'owner.username': 'string',
      },
    },
    {
      send: 'POST /v5/pins',
      body: {
        json: {
          board_id: '{{board}}',
          media_source: { source_type: 'image_url', url: '{{picture}}' },
          title: 'From a workflow',
          alt_text: 'A loaf',
        },
      },
      status: 201,
      reads: {
        id: 'string',
        board_id: 'string',
        created_at: 'string',
        creative_type: 'string',
        is_owner: 'boolean',
        is_standard: 'boolean',
        'media.media_type': 'string',
      },
      keep: { pin: 'id' },
      limited: 'pins/create',
    },
    // Files have a kind of source that Pinterest does not have.
    {
      send: 'POST /v5/pins',
      body: {
        json: {
          board_id: '{{board}}',
          media_source: { source_type: 'image_upload', media_id: '1' },
        },
      },
      status: 400,
      equals: { code: 1 },
    },
    {
      send: 'PATCH /v5/pins/{{pin}}',
      body: { json: { title: 'Edited', description: 'By a workflow' } },
      status: 200,
      equals: { title: 'Edited' },
    },
    { send: 'GET /v5/pins/{{pin}}', status: 200, equals: { title: 'Edited' } },
    { send: 'DELETE /v5/pins/{{pin}}', status: 204 },
    { send: 'GET /v5/pins/{{pin}}', status: 404, equals: { code: 50 } },
    { send: 'DELETE /v5/boards/{{board}}', status: 204 },
  ],
};
