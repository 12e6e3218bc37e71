import type { Flow } from '../flow.ts';

const bearer = 'Authorization: Bearer {{token}}';
const json = 'Content-Type: application/json';

export const quickstartPython: Flow = {
  client: 'api-quickstart in Python',
  source:
    'pinterest/api-quickstart python/src (user_auth, v5/access_token, api_object, api_media_object, board, pin); header lines and form recorded with requests 2.34',
  // `str(True)`, and nothing is encoded.
  consent:
    '/oauth/?consumer_id={{client}}&redirect_uri=http://localhost:8085/&response_type=code&refreshable=True&scope=user_accounts:read,boards:read,boards:write,pins:read,pins:write',
  pins: 3,
  headers: [
    'User-Agent: python-requests/2.34.2',
    'Accept-Encoding: gzip, deflate',
    'Accept: */*',
    'Connection: keep-alive',
  ],
  steps: [
    {
      send: 'POST /v5/oauth/token',
      headers: [
        'Authorization: Basic {{basic}}',
        'Content-Type: application/x-www-form-urlencoded',
      ],
      body: {
        form: 'code={{code}}&redirect_uri=http%3A%2F%2Flocalhost%3A8085%2F&grant_type=authorization_code',
      },
      status: 200,
      reads: { scope: 'string', access_token: 'string', refresh_token: 'string' },
      keep: { token: 'access_token', refresh: 'refresh_token' },
    },
    {
      send: 'POST /v5/oauth/token',
      headers: [
        'Authorization: Basic {{basic}}',
        'Content-Type: application/x-www-form-urlencoded',
      ],
      body: { form: 'grant_type=refresh_token&refresh_token={{refresh}}' },
      status: 200,
      reads: { access_token: 'string' },
      keep: { token: 'access_token' },
    },
    {
      send: 'POST /v5/boards',
      headers: [bearer, json],
      body: { json: { name: 'Bread & salt', description: 'Für alle', privacy: 'PUBLIC' } },
      status: 201,
      reads: {
        id: 'string',
        name: 'string',
        'owner.username': 'string',
        description: 'string or null',
        privacy: 'string',
      },
      equals: { description: 'Für alle' },
      keep: { board: 'id' },
    },
    {
      send: 'POST /v5/boards/{{board}}/sections',
      headers: [bearer, json],
      body: { json: { name: 'Rye' } },
      status: 201,
      reads: { id: 'string', name: 'string' },
      keep: { section: 'id' },
    },
    {
      send: 'GET /v5/pins?page_size=2',
      headers: [bearer],
      status: 200,
      reads: {
        'items[].id': 'string',
        'items[].title': 'string or null',
        'items[].description': 'string or null',
        'items[].link': 'string or null',
        'items[].board_section_id': 'string or null',
        'items[].media.images.originals.url': 'string',
      },
      pages: { bookmark: '&bookmark=', items: 3 },
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
    // The file comes as a field without a file name (F1).
    { send: 'POST {{upload_url}}', body: { upload: {} }, status: 204 },
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
          media_source: {
            source_type: 'video_id',
            cover_image_url: '{{picture}}',
            media_id: '{{media}}',
          },
          board_section_id: '{{section}}',
          title: 'A loaf',
          alt_text: 'A loaf on a board',
        },
      },
      status: 201,
      reads: { id: 'string' },
      keep: { pin: 'id' },
      limited: 'pins/create',
    },
    {
      send: 'GET /v5/pins/{{pin}}',
      headers: [bearer],
      status: 200,
      reads: { id: 'string', board_section_id: 'string' },
    },
    {
      send: 'POST /v5/pins/{{foreignPin}}/save',
      headers: [bearer, json],
      body: { json: { board_id: '{{board}}' } },
      status: 201,
      reads: { id: 'string' },
    },
    {
      send: 'GET /v5/boards/{{board}}/sections/{{section}}/pins',
      headers: [bearer],
      status: 200,
      reads: { 'items[].id': 'string' },
      pages: { bookmark: '?bookmark=', items: 1 },
    },
    {
      send: 'DELETE /v5/boards/{{board}}',
      headers: [bearer, 'Content-Length: 0'],
      status: 204,
    },
  ],
};
