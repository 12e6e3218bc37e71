import { runSandboxChild } from './sandbox-process.ts';

await runSandboxChild(process.argv[2] ?? '{}');
