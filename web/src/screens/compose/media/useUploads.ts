import { useEffect, useRef, useState } from 'react';
import type { Media } from '../../../api/client.ts';
import { explain, type Explanation } from '../../../api/explain.ts';
import { newId } from '../../../api/new-id.ts';
import { uploadFile } from '../../../api/upload.ts';

export interface Upload {
  key: string;
  file: File;
  /** 0 to 1; null while it waits for those before it. */
  share: number | null;
  /** Why it failed. */
  why: Explanation | null;
}

/** Files go up one after the other, so that they arrive in the order they were chosen. */
export function useUploads(onReady: (media: Media) => void) {
  const [uploads, setUploads] = useState<Upload[]>([]);
  const stops = useRef(new Map<string, AbortController>());
  const line = useRef(Promise.resolve());
  useEffect(() => {
    const open = stops.current;
    return () => open.forEach((stop) => stop.abort());
  }, []);

  const change = (key: string, part: Partial<Upload>) =>
    setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...part } : one)));

  const drop = (key: string) => {
    stops.current.get(key)?.abort();
    stops.current.delete(key);
    setUploads((all) => all.filter((one) => one.key !== key));
  };

  const send = async ({ key, file }: Upload) => {
    const stop = stops.current.get(key);
    if (!stop) return; // Stopped while it waited.
    change(key, { share: 0 });
    try {
      const { media } = await uploadFile(file, (share) => change(key, { share }), stop.signal);
      if (stop.signal.aborted) return;
      drop(key);
      onReady(media);
    } catch (error) {
      if (!stop.signal.aborted) change(key, { share: null, why: explain(error) });
    }
  };

  const enqueue = (upload: Upload) => {
    stops.current.set(upload.key, new AbortController());
    line.current = line.current.then(() => send(upload));
  };

  return {
    uploads,
    sending: uploads.some(({ why }) => why === null),
    add: (files: Iterable<File>) => {
      const fresh = Array.from(files, (file) => ({ key: newId(), file, share: null, why: null }));
      setUploads((all) => [...all, ...fresh]);
      fresh.forEach(enqueue);
    },
    drop,
    retry: (upload: Upload) => {
      change(upload.key, { why: null });
      enqueue(upload);
    },
  };
}

export type Uploads = ReturnType<typeof useUploads>;
