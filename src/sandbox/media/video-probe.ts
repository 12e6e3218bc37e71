import type { VideoInfo } from '../state/entities.ts';

/** Reads size and duration from the container; null when it is not an MP4 or MOV with video. */
export async function probeVideo(path: string): Promise<VideoInfo | null> {
  const { FilePathSource, Input, MP4, QTFF } = await import('mediabunny');
  const input = new Input({ source: new FilePathSource(path), formats: [MP4, QTFF] });
  try {
    const track = await input.getPrimaryVideoTrack();
    if (track === null) return null;
    return {
      width: await track.getDisplayWidth(),
      height: await track.getDisplayHeight(),
      durationMs: Math.round((await input.computeDuration()) * 1000),
    };
  } catch {
    return null;
  } finally {
    input.dispose();
  }
}
