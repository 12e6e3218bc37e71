/** Cookies of one chain of redirects, by host. Ours, against hosts without measure. */
const maxPerHost = 20;
const maxLength = 4096;

/**
 * Keeps what hosts set along one chain of redirects, as browsers do: some let nobody in without the cookie they set in
 * the first answer. Nothing is kept for longer, and nothing goes to another host.
 */
export function createCookies() {
  const byHost = new Map<string, Map<string, string>>();
  return {
    /** Takes the headers `set-cookie` of an answer; attributes are not needed for a moment. */
    take({ host }: URL, setCookie: string | string[] | undefined): void {
      const cookies = byHost.get(host) ?? new Map<string, string>();
      for (const line of [setCookie ?? []].flat()) {
        const pair = /^\s*([^=;\s]+)\s*=([^;]*)/.exec(line.slice(0, maxLength));
        if (pair?.[1] !== undefined && cookies.size < maxPerHost)
          cookies.set(pair[1], (pair[2] ?? '').trim());
      }
      byHost.set(host, cookies);
    },
    /** The headers with which an address is asked. */
    headers({ host }: URL): { cookie?: string } {
      const cookies = [...(byHost.get(host) ?? [])].map(([name, value]) => `${name}=${value}`);
      return cookies.length > 0 ? { cookie: cookies.join('; ') } : {};
    },
  };
}
