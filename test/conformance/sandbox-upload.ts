import type { Body } from './sandbox-client.ts';

/** Uploads as Pinterest documents it: all parameters as fields, then `file`. */
export function upload(media: Body, file: Buffer, change: (form: FormData) => void = () => {}) {
  const form = new FormData();
  for (const [name, value] of Object.entries(media.upload_parameters)) form.append(name, value);
  form.append('file', new Blob([new Uint8Array(file)], { type: 'video/mp4' }), 'clip.mp4');
  change(form);
  return fetch(media.upload_url, { method: 'POST', body: form });
}
