import { createClient, type DirectUpload } from './client.ts';

/** fetch() reports no upload progress, so this request goes out over XMLHttpRequest. */
function fetchWithProgress(onProgress: (share: number) => void, signal: AbortSignal): typeof fetch {
  return (address, init) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open(init?.method ?? 'GET', address instanceof Request ? address.url : address);
      for (const [name, value] of new Headers(init?.headers)) request.setRequestHeader(name, value);
      request.upload.addEventListener('progress', (event) => {
        if (event.lengthComputable) onProgress(event.loaded / event.total);
      });
      request.addEventListener('load', () =>
        resolve(new Response(request.responseText, { status: request.status })),
      );
      request.addEventListener('error', () => reject(new TypeError('The upload broke off.')));
      request.addEventListener('abort', () => reject(new DOMException('Stopped', 'AbortError')));
      signal.addEventListener('abort', () => request.abort());
      const body = init?.body ?? null;
      if (body instanceof ReadableStream) throw new TypeError('XMLHttpRequest sends no streams.');
      request.send(body);
    });
}

/** Uploads at once. `onProgress` gets 0 to 1; at 1 the server is still reading the image. */
export const uploadFile = (
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<DirectUpload> =>
  createClient({
    baseUrl: '',
    retries: 0,
    fetch: fetchWithProgress(onProgress, signal),
  }).media.upload(file, file.name);
