import type { WebhookFormat } from '../domain/webhooks/events.ts';
import type { Format } from './format.ts';
import { standard } from './standard.ts';
import { zernio } from './zernio.ts';

/** Those that are no API's of another door. */
export const ownFormats = { standard, zernio };

export type Formats = Record<WebhookFormat, Format>;
