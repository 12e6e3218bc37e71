import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { refusal } from '../../domain/errors/index.ts';
import { pinLimits } from '../../domain/pins/content-limits.ts';
import type { Pixels } from './pixels.ts';
import { maxSeconds } from './sharp.ts';

/** RGBA, upright, as heic-decode gives it. */
interface Decoded {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

/** Plain JavaScript, because a worker of Node 20 cannot load TypeScript. */
const script = `
  const { parentPort, workerData } = require('node:worker_threads');
  require(workerData.decoder)({ buffer: workerData.file }).then((image) =>
    parentPort.postMessage(image, [image.data.buffer]),
  );`;

/**
 * Decodes the main picture of a HEIC, with its rotation applied and its colours untouched; libvips
 * as shipped with sharp reads only the header of HEIC. In a thread of its own: libheif takes seconds
 * for the photo of a phone, and writes its complaints to the standard output.
 * @param size as the header tells it, to refuse a bomb before anything is decoded
 */
export async function decodeHeic(
  file: Buffer,
  size: { width: number; height: number },
): Promise<Pixels> {
  const limit = pinLimits.image.maxHeicPixels;
  if (size.width * size.height > limit) {
    throw refusal('IMAGE_TOO_MANY_PIXELS', { values: { limit: limit / 1_000_000 } });
  }
  const decoder = createRequire(import.meta.url).resolve('heic-decode');
  const worker = new Worker(script, {
    eval: true,
    workerData: { decoder, file },
    stdout: true,
    stderr: true,
    // It needs nothing of our environment, which holds secrets.
    env: {},
  });
  const timer = setTimeout(() => void worker.terminate(), maxSeconds * 1000);
  try {
    const { width, height, data } = await firstMessage(worker);
    return {
      data: Buffer.from(data.buffer, data.byteOffset, data.length),
      width,
      height,
      channels: 4,
    };
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

const firstMessage = (worker: Worker): Promise<Decoded> =>
  new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('timeout: the decoder was stopped')));
  });
