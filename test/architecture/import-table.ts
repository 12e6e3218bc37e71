/**
 * Who may import whom inside src. `types` may be imported as types only. What is not listed is not allowed;
 * ARCHITECTURE.md shows this table, and a test holds the two together.
 */
export const importTable: Record<string, { imports: string[]; types?: string[] }> = {
  domain: { imports: [] },
  config: { imports: ['domain'] },
  contract: { imports: ['domain'] },
  pinterest: { imports: [] },
  sandbox: { imports: [] },
  sdk: { imports: [], types: ['contract'] },
  store: { imports: ['domain'] },
  jobs: { imports: ['domain', 'store'] },
  media: { imports: ['domain'], types: ['config'] },
  journal: { imports: [] },
  connection: { imports: ['domain', 'store', 'pinterest'] },
  operations: { imports: ['domain', 'contract', 'store', 'media'] },
  backup: { imports: ['domain', 'config', 'store', 'media', 'journal', 'connection'] },
  publisher: {
    imports: ['domain', 'store', 'jobs', 'media', 'journal', 'pinterest', 'connection'],
  },
  metrics: { imports: ['domain'], types: ['http', 'pinterest', 'publisher', 'store'] },
  http: { imports: ['domain', 'contract', 'operations'], types: ['media'] },
  cli: {
    imports: ['domain', 'config', 'contract', 'sdk', 'sandbox', 'store', 'backup', 'app', 'demo'],
  },
  // The composition root: it wires the parts, so it alone knows them all.
  app: {
    imports: [
      'config',
      'domain',
      'connection',
      'http',
      'jobs',
      'journal',
      'media',
      'metrics',
      'operations',
      'pinterest',
      'publisher',
      'store',
      'ports',
    ],
  },
  ports: {
    imports: ['connection', 'domain', 'http', 'operations', 'pinterest', 'store'],
    types: ['metrics'],
  },
  demo: { imports: ['operations', 'pinterest', 'store'], types: ['app'] },
  main: { imports: ['cli'] },
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
