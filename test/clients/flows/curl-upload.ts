import type { Flow } from '../flow.ts';

/** The way Pinterest's guide uploads. curl waits to be asked for a large body. */
export const curlUpload: Flow = {
  client: 'curl, as in the guide to video Pins',
  source: 'recorded with curl 7.88 and a file of 1.5 MB',
  headers: ['User-Agent: curl/7.88.1', 'Accept: */*'],
  steps: [
    {
      send: 'POST /v5/media',
      headers: ['Authorization: Bearer {{token}}', 'Content-Type: application/json'],
      body: { json: { media_type: 'video' } },
      status: 201,
      keep: { upload_url: 'upload_url', upload_parameters: 'upload_parameters', media: 'media_id' },
    },
    {
      send: 'POST {{upload_url}}',
      headers: ['Expect: 100-continue'],
      body: { upload: { filename: 'big.mp4', type: 'application/octet-stream' } },
      status: 204,
    },
    {
      send: 'GET /v5/media/{{media}}',
      headers: ['Authorization: Bearer {{token}}'],
      status: 200,
      until: ['status', 'succeeded'],
    },
  ],
};
