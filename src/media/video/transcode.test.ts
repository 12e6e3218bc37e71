import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeVideo } from '../testing/make-video.ts';
import { checkVideo } from './check.ts';
import { probeVideo } from './probe.ts';
import { transcodeVideo } from './transcode.ts';
import { findTranscoder, type Transcoder } from './transcoder.ts';

let dir = '';
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'linchpin-transcode-'));
});
afterAll(() => rm(dir, { recursive: true }));

/** A program that answers like ffmpeg and then does what `script` says; `input` and `output` are paths. */
async function standIn(script: string): Promise<{ folder: string; transcoder: Transcoder }> {
  const folder = await mkdtemp(join(dir, 'bin-'));
  const path = join(folder, 'ffmpeg');
  await writeFile(
    path,
    `#!${process.execPath}
const fs = require('node:fs');
if (process.argv[2] === '-version') { console.log('ffmpeg version 7.1-test Copyright'); process.exit(); }
const input = process.argv[process.argv.indexOf('-i') + 1].replace('file:', '');
const output = process.argv.at(-1).replace('file:', '');
${script}`,
  );
  await chmod(path, 0o700);
  return { folder, transcoder: { kind: 'ffmpeg', path, version: '7.1-test' } };
}

describe('findTranscoder', () => {
  it('takes the first ffmpeg of the path that works', async () => {
    const { folder, transcoder } = await standIn('');
    const broken = await mkdtemp(join(dir, 'broken-'));
    await writeFile(join(broken, 'ffmpeg'), 'not a program', { mode: 0o700 });
    await mkdir(join(dir, 'empty'), { recursive: true });
    const path = [join(dir, 'empty'), broken, folder].join(delimiter);
    expect(await findTranscoder(path)).toEqual(transcoder);
  });

  it.each([undefined, '', 'relative/folder', '.', '/nowhere/at/all'])(
    'finds none in %j',
    async (path) => {
      expect(await findTranscoder(path)).toBeNull();
    },
  );
});

describe('transcodeVideo', () => {
  it('runs the program without our environment and reports progress', async () => {
    const { transcoder } = await standIn(`
      fs.writeFileSync(output, JSON.stringify(process.env));
      console.log('out_time_us=N/A\\nout_time_us=1500000\\nprogress=continue\\nout_time_us=6000000');`);
    const output = join(dir, 'environment');
    const seen: number[] = [];
    await transcodeVideo(join(dir, 'in'), output, {
      transcoder,
      onProgress: (seconds) => seen.push(seconds),
    });
    expect(seen).toEqual([1.5, 6]);
    expect(await readFile(output, 'utf8')).not.toContain('PATH');
  });

  it('says why it failed without naming a path, and leaves no file', async () => {
    const { transcoder } = await standIn(`
      fs.writeFileSync(output, 'half');
      console.error('warming up\\n' + input + ': Invalid data found');
      process.exit(1);`);
    const output = join(dir, 'failed.mp4');
    await expect(transcodeVideo(join(dir, 'in'), output, { transcoder })).rejects.toMatchObject({
      code: 'VIDEO_TRANSCODE_FAILED',
      message: 'The video could not be converted: the file: Invalid data found',
    });
    expect(await readdir(dir)).not.toContain('failed.mp4');
  });

  it('stops when it takes too long', async () => {
    const { transcoder } = await standIn(`setInterval(() => {}, 1000);`);
    const options = { transcoder, timeoutMs: 50 };
    await expect(transcodeVideo('/in', join(dir, 'slow.mp4'), options)).rejects.toMatchObject({
      code: 'VIDEO_TRANSCODE_TIMEOUT',
    });
  });

  it('stops when it is told to, also before it began', async () => {
    const { transcoder } = await standIn(
      `console.log('out_time_us=1'); setInterval(() => {}, 1000);`,
    );
    const controller = new AbortController();
    const running = transcodeVideo('/in', join(dir, 'stopped.mp4'), {
      transcoder,
      signal: controller.signal,
      onProgress: () => controller.abort(new Error('shutting down')),
    });
    await expect(running).rejects.toThrow('shutting down');
    const options = { transcoder, signal: AbortSignal.abort(new Error('too late')) };
    await expect(transcodeVideo('/in', join(dir, 'never'), options)).rejects.toThrow('too late');
  });

  it('fails as it should when the program is gone', async () => {
    const transcoder = { kind: 'ffmpeg', path: join(dir, 'gone'), version: '1' } as const;
    await expect(transcodeVideo('/in', join(dir, 'out'), { transcoder })).rejects.toThrow('ENOENT');
  });
});

const real = await findTranscoder(process.env.PATH);
describe.skipIf(!real)(
  `transcodeVideo with ffmpeg ${real?.version ?? '(not installed: skipped)'}`,
  () => {
    it('makes a turned Matroska publishable', async () => {
      if (!real) return;
      const [input, output] = [join(dir, 'in.mkv'), join(dir, 'out.mp4')];
      const wanted = {
        seconds: 4,
        width: 640,
        height: 360,
        rotation: 90,
        container: 'mov',
      } as const;
      await writeFile(input, await makeVideo(wanted));
      await transcodeVideo(input, output, { transcoder: real });
      const info = await probeVideo(output);
      expect(info).toMatchObject({
        container: 'mp4',
        videoCodec: 'h264',
        audioCodec: 'aac',
        width: 360,
        height: 640,
        rotation: 0,
        hasMoovAtFront: true,
      });
      expect(checkVideo(info).filter(({ severity }) => severity === 'error')).toEqual([]);
    });
  },
);
