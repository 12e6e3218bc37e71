/** Host of a link as Pinterest judges it: lower case, without `www.`; null where there is none. */
export function linkDomain(link: string | null): string | null {
  if (link === null || !URL.canParse(link)) return null;
  return new URL(link).hostname.toLowerCase().replace(/^www\./, '') || null;
}
