import type { Body, Upload } from './flow.ts';
import { fill, fillDeep, type Values } from './values.ts';

const boundary = '--------------------------a237ef67cecd1fa2';

/** The bytes of a body, and the header lines that only they decide. */
export function encodeBody(
  body: Body | undefined,
  values: Values,
  video: Buffer,
): { headers: string[]; bytes: Buffer } {
  if (body === undefined) return { headers: [], bytes: Buffer.alloc(0) };
  if ('json' in body) return measured(JSON.stringify(fillDeep(body.json, values)));
  if ('form' in body) return measured(fill(body.form, values));
  const type = `Content-Type: multipart/form-data; boundary=${boundary}`;
  const bytes = form(body.upload, values['upload_parameters'] as Record<string, string>, video);
  if (body.upload.chunked)
    return { headers: [type, 'Transfer-Encoding: chunked'], bytes: chunked(bytes) };
  const { headers } = measured(bytes);
  return { headers: [type, ...headers], bytes };
}

function measured(content: string | Buffer): { headers: string[]; bytes: Buffer } {
  const bytes = Buffer.from(content);
  return { headers: [`Content-Length: ${bytes.length}`], bytes };
}

function form(upload: Upload, parameters: Record<string, string>, video: Buffer): Buffer {
  const fields = Object.entries(parameters).map(
    ([name, value]) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const filename = upload.filename === undefined ? '' : `; filename="${upload.filename}"`;
  const type = upload.type === undefined ? '' : `Content-Type: ${upload.type}\r\n`;
  const file = `--${boundary}\r\nContent-Disposition: form-data; name="file"${filename}\r\n${type}\r\n`;
  return Buffer.concat([
    Buffer.from(fields.join('') + file),
    video,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
}

function chunked(bytes: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from(`${bytes.length.toString(16)}\r\n`),
    bytes,
    Buffer.from('\r\n0\r\n\r\n'),
  ]);
}
