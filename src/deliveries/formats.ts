import type { WebhookFormat } from '../domain/webhooks/events.ts';
import type { Format } from './format.ts';
import { standard } from './standard.ts';
import { zernio } from './zernio.ts';

export const formats: Record<WebhookFormat, Format> = { standard, zernio };
