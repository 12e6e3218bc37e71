/**
 * Links that show a file inside a page, as the link to the file itself. Services without a public direct form
 * (iCloud, Google Photos) and everything else stay as they are.
 * Sources: the services' own documentation of download links.
 */
export function directLink(url: URL): URL {
  // The services listen on the usual ports only; another one is something else under their name.
  if (url.port !== '') return url;
  const rule = rules.find(({ host }) => host.test(url.hostname));
  return rule?.direct(url) ?? url;
}

interface Rule {
  host: RegExp;
  /** The direct link, or null when this link of the service has none. */
  direct(url: URL): URL | null;
}

const withParameter = (url: URL, name: string, value: string): URL => {
  const direct = new URL(url);
  direct.searchParams.set(name, value);
  return direct;
};

const rules: readonly Rule[] = [
  {
    host: /^(drive|docs)\.google\.com$/,
    direct(url) {
      const id = /^\/file\/d\/([\w-]+)/.exec(url.pathname)?.[1] ?? openId(url);
      if (!id) return null;
      const direct = new URL('https://drive.usercontent.google.com/download');
      direct.search = new URLSearchParams({ id, export: 'download', confirm: 't' }).toString();
      const key = url.searchParams.get('resourcekey');
      if (key) direct.searchParams.set('resourcekey', key);
      return direct;
    },
  },
  {
    host: /^(www\.)?dropbox\.com$/,
    direct: (url) => (/^\/(s|scl\/fi)\//.test(url.pathname) ? withParameter(url, 'dl', '1') : null),
  },
  {
    // The shares API takes the whole link, encoded, and answers with the file.
    host: /^(1drv\.ms|onedrive\.live\.com)$/,
    direct: (url) =>
      new URL(
        `https://api.onedrive.com/v1.0/shares/u!${Buffer.from(url.href).toString('base64url')}/root/content`,
      ),
  },
  {
    host: /\.sharepoint\.com$/,
    direct: (url) =>
      /^\/:[a-z]:\//.test(url.pathname) ? withParameter(url, 'download', '1') : null,
  },
];

const openId = (url: URL): string | null =>
  ['/open', '/uc'].includes(url.pathname) ? url.searchParams.get('id') : null;
