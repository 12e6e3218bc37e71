/** `failed` comes without a reason. */
export type MediaStatus = 'registered' | 'processing' | 'succeeded' | 'failed';

export interface Media {
  media_id: string;
  media_type?: string;
  status?: MediaStatus;
}

/** Answer of POST /media: where and with which form fields to upload the file. */
export interface MediaRegistration {
  media_id: string;
  media_type?: string;
  upload_url: string;
  /** Sent as form fields, all of them and in this order, before the file. */
  upload_parameters?: Record<string, string>;
}
