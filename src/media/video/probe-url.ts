import { withRemoteFile } from '../fetch/ranges.ts';
import type { SessionOptions } from '../fetch/session.ts';
import type { VideoFacts } from './facts.ts';
import { probeVideo } from './probe.ts';

/**
 * Reads the facts of a video behind an address without downloading it: its index and last frames.
 * Null when the host does not answer ranges; download it then.
 * @throws LinchpinError as {@link downloadUrl} and {@link probeVideo}
 */
export const probeVideoUrl = (
  address: string,
  options: SessionOptions,
): Promise<VideoFacts | null> => withRemoteFile(address, options, (file) => probeVideo(file));
