import { isIP } from 'node:net';
import type { Clock } from '../domain/time/clock.ts';
import { isId } from '../domain/ids.ts';
import type { Links } from '../operations/index.ts';
import type { Signer } from '../encryption/index.ts';

export interface LinkOptions {
  /** Origin of this server, asked for each link: the port may be known only after it listens. */
  publicUrl: () => string;
  /** Origin of the local sandbox, or null when Pins go to Pinterest. */
  sandboxUrl: string | null;
  signer: Signer;
  clock: Clock;
}

/** Seconds an upload address lives. Source: Zernio's API. */
const uploadLifetime = 3600;

/** URLs of files, uploads, Pins and boards. */
export function createLinks(options: LinkOptions): Links {
  const { publicUrl, signer, clock } = options;
  /** Pinterest takes no numeric address for a redirect, but it takes localhost. */
  const consentOrigin = () => {
    const url = new URL(publicUrl());
    if (isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0) url.hostname = 'localhost';
    return url.origin;
  };
  const pinterest = (account: { host: string }) =>
    account.host === 'sandbox' && options.sandboxUrl !== null
      ? options.sandboxUrl
      : 'https://www.pinterest.com';
  const signed = (place: string, mediaId: string) => {
    const expires = Math.floor(clock() / 1000) + uploadLifetime;
    const signature = signer.sign(`upload ${mediaId} ${expires}`);
    return {
      url: `${publicUrl()}/api/v1/media/${place}?expires=${expires}&signature=${signature}`,
      expiresInSeconds: uploadLifetime,
    };
  };
  return {
    pin: (account, id) => `${pinterest(account)}/pin/${id}/`,
    profile: (account) => `${pinterest(account)}/${encodeURIComponent(account.username)}/`,
    board: (account, name) => {
      // Pinterest builds the address from the name; names without Latin letters get an unknown one.
      const slug = name
        .toLowerCase()
        .normalize('NFKD')
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, '');
      return slug ? `${pinterest(account)}/${account.username}/${slug}/` : null;
    },
    media: ({ id, filename }) =>
      `${publicUrl()}/media/${id}/${encodeURIComponent(filename ?? 'file')}`,
    original: ({ id, filename }) =>
      `${publicUrl()}/media/${id}/original/${encodeURIComponent(filename ?? 'file')}`,
    upload: (mediaId) => signed(`uploads/${mediaId}`, mediaId),
    uploadPart: (mediaId, number) => signed(`part-uploads/${mediaId}/parts/${number}`, mediaId),
    connectCallback: () => `${consentOrigin()}/connect/pinterest/callback`,
    connectStart: (state) => `${publicUrl()}/connect/pinterest/start?state=${state}`,
    connectBoards: (ticket) => `${publicUrl()}/connect/pinterest/boards?ticket=${ticket}`,
    letIn: (by, token) => `${publicUrl()}/#${by}=${token}`,
    ownMediaId: (url) => {
      const base = `${publicUrl()}/media/`;
      const id = url.startsWith(base) ? url.slice(base.length).split('/')[0] : undefined;
      return id !== undefined && isId(id) ? id : null;
    },
  };
}

/** Whether an upload address was made by this server and has not expired. */
export const uploadIsSigned = (
  { signer, clock }: Pick<LinkOptions, 'signer' | 'clock'>,
  upload: { mediaId: string; expires: string; signature: string },
): boolean =>
  Number(upload.expires) * 1000 > clock() &&
  signer.verify(`upload ${upload.mediaId} ${upload.expires}`, upload.signature);
