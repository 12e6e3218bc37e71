/**
 * Who may import whom inside src. `types` may be imported as types only. What is not listed is not allowed;
 * ARCHITECTURE.md shows this table, and a test holds the two together.
 */
export const importTable: Record<string, { imports: string[]; types?: string[] }> = {
  domain: { imports: [] },
  config: { imports: ['domain'] },
  contract: { imports: ['domain'] },
  pinterest: { imports: [] },
  postgres: { imports: ['domain'] },
  sandbox: { imports: [] },
  sdk: { imports: [], types: ['contract'] },
  store: { imports: ['domain'] },
  jobs: { imports: ['domain', 'store'] },
  fetch: { imports: ['domain', 'media'] },
  media: { imports: ['domain', 'fetch'], types: ['config'] },
  journal: { imports: [] },
  'pinterest-access': { imports: ['domain', 'store', 'pinterest'] },
  operations: {
    imports: ['domain', 'contract', 'store', 'media', 'fetch'],
    types: ['pinterest-access'],
  },
  backup: { imports: ['domain', 'config', 'store', 'media', 'journal', 'pinterest-access'] },
  publisher: {
    imports: ['domain', 'store', 'jobs', 'media', 'journal', 'pinterest', 'pinterest-access'],
  },
  metrics: { imports: ['domain'], types: ['http', 'pinterest', 'publisher', 'store'] },
  http: { imports: ['domain', 'contract'], types: ['media', 'operations'] },
  api: { imports: ['domain', 'contract', 'operations', 'http'] },
  // The composition root: it wires the parts, so it alone knows them all.
  app: {
    imports: [
      'api',
      'config',
      'contract',
      'domain',
      'fetch',
      'pinterest-access',
      'http',
      'jobs',
      'journal',
      'media',
      'metrics',
      'operations',
      'pinterest',
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
      'backup',
      'app',
    ],
  },
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
