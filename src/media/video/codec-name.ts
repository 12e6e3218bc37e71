const names: Record<string, string> = {
  h264: 'H.264',
  h265: 'H.265',
  vp8: 'VP8',
  vp9: 'VP9',
  av1: 'AV1',
  prores: 'ProRes',
  mp4v: 'MPEG-4 Part 2',
  aac: 'AAC',
  mp3: 'MP3',
  opus: 'Opus',
  vorbis: 'Vorbis',
  flac: 'FLAC',
  ac3: 'Dolby Digital',
  eac3: 'Dolby Digital Plus',
};

/** A codec in the words of an export dialogue. */
export function codecLabel(codec: string): string {
  if (codec === 'unknown' || codec === '') return 'an unknown codec';
  if (codec.startsWith('pcm-')) return 'uncompressed PCM';
  return names[codec] ?? codec;
}
