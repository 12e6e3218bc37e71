import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { type LinchpinError, refusal } from '../../domain/errors/index.ts';
import type { Transcoder } from './transcoder.ts';

export interface TranscodeOptions {
  transcoder: Transcoder;
  /** Stops the conversion; it then rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Called with the seconds of video that are done. */
  onProgress?: (seconds: number) => void;
  /** Milliseconds; default half an hour. */
  timeoutMs?: number;
}

/**
 * Converts a video to what Pinterest plays everywhere: MP4 with H.264 High (yuv420p) and AAC, index in
 * front, rotation and pixel shape worked into the picture, no metadata. Runs in a process of its own,
 * because the input is not trusted and decoding takes much memory.
 * @param output overwritten; removed again on failure
 * @throws LinchpinError VIDEO_TRANSCODE_FAILED, VIDEO_TRANSCODE_TIMEOUT
 */
export async function transcodeVideo(
  input: string,
  output: string,
  { transcoder, signal: cancelled, onProgress, timeoutMs = 30 * 60_000 }: TranscodeOptions,
): Promise<void> {
  const deadline = AbortSignal.timeout(timeoutMs);
  const signal = cancelled ? AbortSignal.any([cancelled, deadline]) : deadline;
  try {
    signal.throwIfAborted();
    const child = spawn(transcoder.path, ffmpegArguments(input, output), {
      stdio: ['ignore', 'pipe', 'pipe'],
      // Nothing of our environment: it holds secrets.
      env: {},
      signal,
      killSignal: 'SIGKILL',
    });
    await finished(child, onProgress, [input, output]);
  } catch (error) {
    await rm(output, { force: true });
    if (cancelled?.aborted) throw cancelled.reason;
    if (deadline.aborted) {
      const values = { minutes: Math.round(timeoutMs / 60_000) };
      throw refusal('VIDEO_TRANSCODE_TIMEOUT', { values, cause: error });
    }
    throw error;
  }
}

function ffmpegArguments(input: string, output: string): string[] {
  return [
    ['-nostdin', '-hide_banner', '-loglevel', 'error', '-progress', 'pipe:1', '-y'],
    // A playlist inside the file must not make it read from the network.
    ['-protocol_whitelist', 'file', '-i', `file:${input}`],
    // The first picture and, if there is one, the first sound; no chapters and no place names.
    ['-map', '0:v:0', '-map', '0:a:0?', '-map_metadata', '-1', '-map_chapters', '-1'],
    // H.264 in yuv420p needs even sides.
    ['-vf', 'scale=trunc(iw*sar/2)*2:trunc(ih/2)*2,setsar=1'],
    ['-c:v', 'libx264', '-profile:v', 'high', '-pix_fmt', 'yuv420p', '-crf', '20'],
    ['-c:a', 'aac', '-b:a', '160k', '-ac', '2'],
    ['-movflags', '+faststart', '-f', 'mp4', `file:${output}`],
  ].flat();
}

async function finished(
  child: ChildProcess,
  onProgress: TranscodeOptions['onProgress'],
  paths: readonly string[],
): Promise<void> {
  let complaints = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaints = (complaints + text).slice(-4000);
  });
  if (child.stdout) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      // Microseconds; "N/A" before the first frame.
      const done = /^out_time_us=(\d+)$/.exec(line)?.[1];
      if (done !== undefined) onProgress?.(Number(done) / 1_000_000);
    });
  }
  // Rejects when the program cannot be started or the signal ends it.
  const [code]: (number | null)[] = await once(child, 'close');
  if (code !== 0) throw failed(complaints, paths);
}

/** The last line names the error. Paths of the server are left out. */
function failed(complaints: string, paths: readonly string[]): LinchpinError {
  const clean = paths.reduce((text, path) => text.replaceAll(path, 'the file'), complaints);
  const line = clean.trim().split('\n').at(-1)?.trim().slice(0, 200);
  return refusal('VIDEO_TRANSCODE_FAILED', {
    values: { reason: line || 'it ended without saying why.' },
    cause: new Error(complaints),
  });
}
