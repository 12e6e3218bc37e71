/** What a webhook can be told of, in Linchpin's own names. */
export const webhookKinds = [
  'post.scheduled',
  'post.published',
  'post.partial',
  'post.failed',
  'post.cancelled',
  'pin.published',
  'pin.failed',
  'pin.held',
  'pin.removed',
  'pin.changed',
  'account.connected',
  'account.disconnected',
  'account.expiring',
  'board.changed',
] as const;
export type EventKind = (typeof webhookKinds)[number];

/** The shape of body and headers: Standard Webhooks, Zernio's, or bundle.social's. */
export const webhookFormats = ['standard', 'zernio', 'bundle'] as const;
export type WebhookFormat = (typeof webhookFormats)[number];

/** Zernio's names of what Linchpin tells. It has none for the other kinds. */
const zernioNames: Partial<Record<EventKind, string>> = {
  'post.scheduled': 'post.scheduled',
  'post.published': 'post.published',
  'post.partial': 'post.partial',
  'post.failed': 'post.failed',
  'post.cancelled': 'post.cancelled',
  'pin.published': 'post.platform.published',
  'pin.failed': 'post.platform.failed',
  'pin.removed': 'post.platform.deleted',
  'account.connected': 'account.connected',
  'account.disconnected': 'account.disconnected',
};

/** bundle.social's: one name says that a post has ended, well or not. */
const bundleNames: Partial<Record<EventKind, string>> = {
  'post.published': 'post.published',
  'post.partial': 'post.published',
  'post.failed': 'post.published',
  'account.connected': 'social-account.created',
  'account.expiring': 'social-account.updated',
  'board.changed': 'social-account.updated',
  'account.disconnected': 'social-account.deleted',
};

/** Events of others that never happen here: messages, comments, advertising and other networks. */
const neverHere: Partial<Record<WebhookFormat, RegExp>> = {
  zernio:
    /^(post\.(recycled|tiktok|external)|account\.ads|(ad|analytics|call|comment|conversation|lead|message|phone_number|reaction|referral|review|verification|whatsapp)\.)[a-z_.]*$/,
  bundle: /^(comment\.published|team\.(created|updated|deleted))$/,
};

const names: Record<WebhookFormat, (kind: EventKind) => string | undefined> = {
  standard: (kind) => kind,
  zernio: (kind) => zernioNames[kind],
  bundle: (kind) => bundleNames[kind],
};

/** The name of an event in a format; null: the format has no such event. */
export const eventName = (format: WebhookFormat, kind: EventKind): string | null =>
  names[format](kind) ?? null;

/** The events a name stands for; empty: it never happens here; undefined: there is no such name. */
export function eventKinds(format: WebhookFormat, name: string): EventKind[] | undefined {
  const found = webhookKinds.filter((kind) => eventName(format, kind) === name);
  return found.length > 0 || neverHere[format]?.test(name) ? found : undefined;
}

/** What a name may stand for, in any format: itself, and the events it names. */
export const kindsNamed = (name: string): string[] => [
  name,
  ...webhookFormats.flatMap((format) => eventKinds(format, name) ?? []),
];

/** Names that a webhook of a format can ask for. */
export const eventNames = (format: WebhookFormat): string[] => [
  ...new Set(webhookKinds.flatMap((kind) => eventName(format, kind) ?? [])),
];

/**
 * The format of a webhook that names none: Zernio's where every name is one of Zernio's, so that its clients, which
 * cannot say a format, get what they expect.
 */
export const formatFor = (events: readonly string[]): WebhookFormat =>
  events.every((name) => eventKinds('zernio', name) !== undefined) ? 'zernio' : 'standard';
