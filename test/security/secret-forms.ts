/** The ways in which a secret may be written down. */
export function formsOf(secret: string): { name: string; text: string }[] {
  const bytes = Buffer.from(secret);
  const forms = {
    'as it is': secret,
    hexadecimal: bytes.toString('hex'),
    base64: bytes.toString('base64').replace(/=+$/, ''),
    base64url: bytes.toString('base64url'),
    'in an address': encodeURIComponent(secret),
    'in JSON': JSON.stringify(secret).slice(1, -1),
    reversed: [...secret].toReversed().join(''),
  };
  const unique = new Map(Object.entries(forms).map(([name, text]) => [text, name]));
  return [...unique].map(([text, name]) => ({ name, text }));
}
