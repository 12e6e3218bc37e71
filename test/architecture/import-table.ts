/**
 * Who may import whom inside src. `types` may be imported as types only. What is not listed is not allowed;
 * ARCHITECTURE.md shows this table, and a test holds the two together.
 */
export const importTable: Record<string, { imports: string[]; types?: string[] }> = {
  domain: { imports: [] },
  config: { imports: ['domain'] },
  contract: { imports: ['domain'] },
  encryption: { imports: [] },
  pinterest: { imports: [] },
  postgres: { imports: ['domain'] },
  sandbox: { imports: [] },
  sdk: { imports: [] },
  analytics: { imports: ['domain'] },
  csv: { imports: ['domain'] },
  store: { imports: ['domain', 'analytics'] },
  jobs: { imports: ['domain', 'analytics', 'store'] },
  deliveries: {
    imports: ['domain', 'encryption', 'fetch', 'jobs', 'store'],
    types: ['contract'],
  },
  fetch: { imports: ['domain', 'media'] },
  media: { imports: ['domain', 'fetch'], types: ['config'] },
  journal: { imports: [] },
  'pinterest-access': { imports: ['domain', 'analytics', 'encryption', 'store', 'pinterest'] },
  collector: { imports: ['domain', 'analytics', 'store', 'pinterest-access'] },
  operations: {
    imports: ['domain', 'analytics', 'contract', 'csv', 'store', 'media', 'fetch'],
    types: ['encryption', 'pinterest-access'],
  },
  backup: {
    imports: ['domain', 'config', 'encryption', 'store', 'media', 'journal', 'pinterest-access'],
  },
  publisher: {
    imports: ['domain', 'store', 'jobs', 'media', 'journal', 'pinterest', 'pinterest-access'],
  },
  'pin-changes': { imports: ['domain', 'store', 'jobs', 'pinterest', 'pinterest-access'] },
  metrics: {
    imports: ['domain'],
    types: ['deliveries', 'http', 'pinterest', 'publisher', 'store'],
  },
  http: { imports: ['domain', 'contract'], types: ['encryption', 'media', 'operations'] },
  api: { imports: ['domain', 'contract', 'operations', 'http', 'door'] },
  door: { imports: ['domain', 'contract', 'operations', 'http'] },
  bundle: {
    imports: ['domain', 'analytics', 'contract', 'csv', 'deliveries', 'operations', 'http', 'door'],
  },
  postiz: { imports: ['domain', 'analytics', 'contract', 'operations', 'http', 'door'] },
  mcp: { imports: ['domain', 'contract', 'operations', 'http', 'door'] },
  'device-login': { imports: ['domain', 'contract', 'operations', 'http'] },
  'connect-pages': { imports: ['domain', 'contract', 'operations', 'http'], types: ['encryption'] },
  // The composition root: it wires the parts, so it alone knows them all.
  app: {
    imports: [
      'api',
      'bundle',
      'collector',
      'config',
      'connect-pages',
      'contract',
      'deliveries',
      'device-login',
      'domain',
      'encryption',
      'fetch',
      'pinterest-access',
      'http',
      'jobs',
      'journal',
      'mcp',
      'media',
      'metrics',
      'operations',
      'pin-changes',
      'pinterest',
      'postiz',
      'publisher',
      'store',
    ],
  },
  cli: {
    imports: [
      'domain',
      'config',
      'contract',
      'sdk',
      'sandbox',
      'postgres',
      'store',
      'media',
      'backup',
      'app',
    ],
  },
  main: { imports: ['cli'] },
};

/**
 * Inside a part: which of its folders a folder may import. The files beside the folders are open to all of them, except
 * where that would go in a circle. A folder that is not listed imports no other.
 */
export const folderTable: Record<string, Record<string, string[]>> = {
  bundle: { present: ['shapes'], routes: ['present', 'shapes'] },
  postiz: { present: ['shapes'], routes: ['present', 'shapes'] },
  cli: { groups: ['commands'] },
  domain: { pins: ['errors', 'text'], spacing: ['errors', 'time'], time: ['errors', 'text'] },
  media: { image: ['storage'] },
  operations: {
    analytics: ['accounts', 'pins'],
    archive: ['accounts', 'analytics', 'boards', 'media', 'pins', 'posts', 'queues', 'workspaces'],
    boards: ['accounts', 'scheduling'],
    connections: ['accounts', 'boards', 'keywords'],
    'device-logins': ['keys', 'people'],
    feeds: ['posts'],
    instance: ['accounts'],
    keywords: ['accounts'],
    keys: ['workspaces'],
    'link-tags': ['accounts'],
    me: ['people'],
    pins: ['accounts', 'boards', 'posts', 'scheduling'],
    'post-imports': ['media', 'posts'],
    'post-analytics': ['accounts', 'analytics', 'posts'],
    posts: ['media', 'preflight', 'scheduling'],
    preflight: ['boards', 'keywords', 'media', 'scheduling'],
    queues: ['scheduling'],
    restored: ['posts', 'scheduling'],
    sections: ['accounts', 'boards'],
    spacing: ['accounts'],
    tools: ['media', 'preflight', 'scheduling'],
  },
  pinterest: { resources: ['models'] },
  sandbox: {
    api: ['curves', 'media', 'numbers', 'oauth', 'protocol', 'state'],
    control: ['curves', 'media', 'numbers', 'oauth', 'pages', 'state'],
    media: ['protocol', 'state'],
    numbers: ['curves', 'state'],
    oauth: ['protocol', 'state'],
    pages: ['api', 'curves', 'media', 'numbers', 'protocol', 'state'],
    protocol: ['state'],
    state: ['curves'],
  },
  store: {
    analytics: ['database'],
    accounts: ['analytics', 'database', 'schema'],
    backup: ['database', 'live-pins', 'pins', 'posts', 'schema', 'webhooks'],
    database: ['schema'],
    'live-pins': ['database', 'pins', 'schema'],
    pins: ['accounts', 'database', 'schema'],
    posts: ['accounts', 'database', 'live-pins', 'pins', 'schema'],
    webhooks: ['database', 'schema', 'workspaces'],
    workspaces: ['database', 'schema'],
  },
  web: {
    routes: ['api', 'shell', 'ui'],
    screens: ['api', 'ui'],
    shell: ['api', 'screens', 'ui'],
    ui: ['api'],
  },
};

/** The table as Markdown, in its own order. */
export const importTableMarkdown = (): string =>
  [
    '| Part | May import |',
    '|---|---|',
    ...Object.entries(importTable).map(([part, { imports, types = [] }]) => {
      const allowed = [...imports, ...types.map((name) => `${name} (types)`)];
      return `| \`${part}\` | ${allowed.join(', ') || 'nothing of ours'} |`;
    }),
  ].join('\n');

/** The table of folders as Markdown, a line for each part. */
export const folderTableMarkdown = (): string =>
  [
    '| Part | Which of its folders imports which |',
    '|---|---|',
    ...Object.entries(folderTable).map(([part, folders]) => {
      const lines = Object.entries(folders).map(([from, to]) => `${from} → ${to.join(', ')}`);
      return `| \`${part}\` | ${lines.join(' · ')} |`;
    }),
  ].join('\n');
