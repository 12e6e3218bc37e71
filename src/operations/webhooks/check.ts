import { classifyHost } from '../../domain/address.ts';
import { problem, type Problem } from '../../domain/errors/index.ts';
import { parseUrl } from '../../domain/parse-url.ts';
import { eventKinds, eventNames, type WebhookFormat } from '../../domain/webhooks/events.ts';

/** A webhook as it would be stored, before its secrets are sealed. */
export interface WantedWebhook {
  url: string;
  format: WebhookFormat;
  events: readonly string[];
  /** undefined: it is not set by this request. */
  secret?: string | undefined;
  customHeaders?: Record<string, string> | undefined;
}

/** Everything that is wrong with a webhook. */
export const problemsOfWebhook = (wanted: WantedWebhook, allowPrivate: boolean): Problem[] => [
  ...problemsOfUrl(wanted.url, allowPrivate),
  ...problemsOfEvents(wanted),
  ...(wanted.secret !== undefined && wanted.format === 'standard' && !isStandard(wanted.secret)
    ? [problem('WEBHOOK_SECRET_INVALID', { field: 'secret' })]
    : []),
  ...Object.entries(wanted.customHeaders ?? {}).flatMap(problemsOfHeader),
];

function problemsOfUrl(text: string, allowPrivate: boolean): Problem[] {
  const refused = (reason: string) => [
    problem('WEBHOOK_URL_INVALID', { field: 'url', values: { reason } }),
  ];
  const url = parseUrl(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return refused('it is no web address.');
  if (url.username !== '' || url.password !== '')
    return refused('it holds a password. Send that in a header of your own.');
  return !allowPrivate && classifyHost(url.hostname) === 'private'
    ? refused(`${url.hostname} is inside a private network.`)
    : [];
}

const problemsOfEvents = ({ events, format }: WantedWebhook): Problem[] =>
  events.flatMap((event, index) =>
    eventKinds(format, event) === undefined
      ? [
          problem('WEBHOOK_EVENT_UNKNOWN', {
            field: `events[${index}]`,
            values: { event, format, known: eventNames(format).join(', ') },
          }),
        ]
      : [],
  );

/** Whether it is a secret of Standard Webhooks. */
export function isStandard(secret: string): boolean {
  const [, base64] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret) ?? [];
  const bytes = base64 === undefined ? 0 : Buffer.from(base64, 'base64').length;
  return bytes >= 24 && bytes <= 64;
}

const reserved =
  /^(host|content-.*|transfer-encoding|connection|keep-alive|upgrade|te|trailer|expect|user-agent|accept-encoding|proxy-.*|webhook-.*|x-signature|x-(zernio|late)-.*)$/i;

function problemsOfHeader([header, value]: [string, string]): Problem[] {
  const refused = (reason: string) => [
    problem('WEBHOOK_HEADER_REFUSED', { field: 'customHeaders', values: { header, reason } }),
  ];
  if (reserved.test(header)) return refused('Linchpin sets it itself.');
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(value)
    ? []
    : refused('its value holds a character that no header can carry.');
}
