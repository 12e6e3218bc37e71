import type { ColumnType, Generated, Insertable, Selectable } from 'kysely';
import type { Problem } from '../../../domain/errors/index.ts';

/** A list in a jsonb column: written as text, since the driver makes an SQL array of a list. */
type JsonList<T> = ColumnType<T[], string | undefined, string>;

export interface MediaTable {
  id: string;
  workspaceId: string;
  status: 'awaiting_upload' | 'ready';
  kind: 'image' | 'video' | null;
  filename: string | null;
  sourceUrl: string | null;
  declaredType: string | null;
  format: string | null;
  bytes: number | null;
  sha256: string | null;
  width: number | null;
  height: number | null;
  dominantColor: string | null;
  fingerprint: string | null;
  originalKey: string | null;
  preparedKey: string | null;
  preparedType: string | null;
  preparedBytes: number | null;
  notes: Generated<string[]>;
  /** Whether the original moves; the prepared image is then its first frame. */
  animated: Generated<boolean>;
  video: VideoColumns | null;
  /** Warnings about this file that do not keep it from being published. */
  advice: JsonList<Problem>;
  createdAt: Generated<Date>;
  /** When nothing was found to use it any more. */
  unusedSince: Date | null;
  /** From when on nothing new may use it. */
  expiredAt: Date | null;
}

/** Facts of a video that publishing and display need. */
export interface VideoColumns {
  durationSeconds: number;
  container: string;
  videoCodec: string;
  audioCodec: string | null;
  fps: number | null;
}

/** A part of a file that is uploaded in parts. */
export interface MediaPartTable {
  mediaId: string;
  /** From 1. */
  number: number;
  /** Of its bytes in the media store. */
  storageKey: string;
  bytes: number;
  /** MD5 of the bytes, hexadecimal, as object stores say it. */
  etag: string;
  receivedAt: Generated<Date>;
}

export type MediaPartRow = Selectable<MediaPartTable>;
export type MediaRow = Selectable<MediaTable>;
export type NewMedia = Insertable<MediaTable>;
/** What a file is, whether or not its row is stored yet. */
export type StoredMedia = Omit<MediaRow, 'createdAt' | 'unusedSince' | 'expiredAt'>;
