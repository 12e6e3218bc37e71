/** Characters a password has at least. NIST SP 800-63B asks for 8 and no rules on kinds of characters; ours is longer. */
export const shortestPassword = 10;

/** Why a password cannot be used, as the end of a sentence; null: it can. */
export function weaknessOf(password: string, login: string): string | null {
  if ([...password].length < shortestPassword)
    return `it has fewer than ${shortestPassword} characters.`;
  if (new Set(password).size < 4) return 'it is one or a few characters again and again.';
  const plain = password.toLowerCase();
  const name = login.toLowerCase();
  if (plain === name || plain === name.split('@')[0]) return 'it is the name.';
  return null;
}
