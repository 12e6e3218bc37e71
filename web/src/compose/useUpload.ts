import { useCallback, useEffect, useRef, useState } from 'react';
import type { Media } from '../api/client.ts';
import { explain, type Explanation } from '../api/explain.ts';
import { uploadFile } from '../api/upload.ts';

export type Upload =
  | { state: 'idle' }
  | { state: 'sending'; filename: string; share: number }
  | { state: 'failed'; filename: string; why: Explanation };

/** One upload at a time; a new file replaces one under way. */
export function useUpload(onReady: (media: Media) => void) {
  const [upload, setUpload] = useState<Upload>({ state: 'idle' });
  const running = useRef<AbortController>(null);

  const stop = useCallback(() => {
    running.current?.abort();
    running.current = null;
    setUpload({ state: 'idle' });
  }, []);
  useEffect(() => () => running.current?.abort(), []);

  const start = async (file: File) => {
    running.current?.abort();
    const mine = new AbortController();
    running.current = mine;
    const filename = file.name;
    const show = (next: Upload) => {
      if (running.current === mine) setUpload(next);
    };
    show({ state: 'sending', filename, share: 0 });
    try {
      const { media } = await uploadFile(
        file,
        (share) => show({ state: 'sending', filename, share }),
        mine.signal,
      );
      if (running.current !== mine) return;
      setUpload({ state: 'idle' });
      onReady(media);
    } catch (error) {
      show({ state: 'failed', filename, why: explain(error) });
    }
  };

  return { upload, start, stop };
}
