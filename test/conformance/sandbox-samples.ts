import sharp from 'sharp';
import {
  BufferTarget,
  EncodedPacket,
  EncodedVideoPacketSource,
  Mp4OutputFormat,
  Output,
} from 'mediabunny';

type Format = 'jpeg' | 'png' | 'webp' | 'gif';

/** A real image file of one colour. */
export function image(
  format: Format = 'jpeg',
  width = 400,
  height = 600,
  background = '#336699',
): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background } })
    .toFormat(format)
    .toBuffer();
}

export async function imageSource(format: 'jpeg' | 'png' = 'jpeg') {
  const data = (await image(format)).toString('base64');
  return { source_type: 'image_base64', content_type: `image/${format}`, data };
}

/** A well-formed MP4 container of 2 s, 320 x 480; its frames hold no picture. */
export async function video(): Promise<Buffer> {
  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat(), target });
  const source = new EncodedVideoPacketSource('avc');
  output.addVideoTrack(source);
  await output.start();
  // avcC: baseline profile, one SPS and one PPS.
  const description = Uint8Array.from([
    1, 66, 0, 30, 255, 225, 0, 8, 103, 66, 0, 30, 171, 64, 80, 30, 1, 0, 4, 104, 206, 60, 128,
  ]);
  const decoderConfig = { codec: 'avc1.42001e', codedWidth: 320, codedHeight: 480, description };
  for (const second of [0, 1]) {
    const frame = Uint8Array.from([0, 0, 0, 2, 101, 0]);
    await source.add(new EncodedPacket(frame, 'key', second, 1), { decoderConfig });
  }
  await output.finalize();
  return Buffer.from(target.buffer ?? new ArrayBuffer(0));
}
