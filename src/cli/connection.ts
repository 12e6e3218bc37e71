import { innermostMessage } from '../domain/innermost-message.ts';
import type { LinchpinConnectionError } from '../sdk/index.ts';

const elsewhere = 'Start it with "npm start", or say where it is with --server.';
const sent = 'What was asked for may be done all the same: "linchpin posts" shows it.';

/** Why no answer came, in words, by the codes and texts of Node and undici; and what to do about it. */
const reasons: readonly (readonly [pattern: RegExp, reason: string, fix: string])[] = [
  [/ECONNREFUSED/, 'nothing listens there', elsewhere],
  [/bad port/, 'no program may use this port for HTTP', 'Give the port of the server.'],
  [/ENOTFOUND/, 'there is no host of that name', 'Look at the name for a typing mistake.'],
  [
    /EAI_/,
    'the name could not be looked up',
    'Check the connection to the network, and try again.',
  ],
  [/EHOSTUNREACH|ENETUNREACH|ENETDOWN/, 'the network does not lead there', elsewhere],
  [
    /ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT|TimeoutError|due to timeout/,
    'it did not answer in time',
    elsewhere,
  ],
  [/UND_ERR_(HEADERS|BODY)_TIMEOUT/, 'it took the request and did not answer in time', sent],
  [/EPROTO|ERR_SSL|wrong version number/, 'it does not speak https', 'Try http:// instead.'],
  [
    /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS/,
    'its certificate is not trusted',
    'Make it known with NODE_EXTRA_CA_CERTS=/path/to/ca.pem, or use the name it was made for.',
  ],
  [/HPE_/, 'what listens there does not speak HTTP', elsewhere],
  [/ECONNRESET|EPIPE|UND_ERR_SOCKET/, 'it closed the connection before it answered', sent],
];

/** A failed connection in plain words; for an error that is not in the table, the innermost message of the system. */
export function explainConnection(error: LinchpinConnectionError): {
  message: string;
  reason: string;
  fix: string;
} {
  const text = chain(error);
  const [, reason, fix] = reasons.find(([pattern]) => pattern.test(text)) ?? [
    null,
    innermostMessage(error),
    elsewhere,
  ];
  return { message: `No Linchpin server answers at ${error.origin}: ${reason}.`, reason, fix };
}

/** Codes and messages of an error and of what caused it. */
export function chain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code = '' } = error as NodeJS.ErrnoException;
  const inner = error instanceof AggregateError ? error.errors.map(chain).join(' ') : '';
  return `${code} ${error.message} ${inner} ${error.cause ? chain(error.cause) : ''}`;
}
