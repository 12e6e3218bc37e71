/** Maximum cookies of one host, and their length in characters. Our own limits. */
const maxPerHost = 20;
const maxLength = 4096;

/**
 * Keeps cookies for one chain of redirects, as browsers do: some hosts require the cookie that they set in their first
 * answer. A cookie is dropped with the chain and never sent to another host.
 */
export function createCookies() {
  const byHost = new Map<string, Map<string, string>>();
  return {
    /** Takes the headers `set-cookie` of an answer; attributes are ignored, as a chain ends in seconds. */
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
