import {
  ImportedRows,
  ImportIdInput,
  ImportRowsInput,
  ListImportsInput,
  PostImport,
  PostImportList,
  RecordImportInput,
} from '../post-import.ts';
import { endpoint } from './endpoint.ts';

export const postImports = {
  'postImports.record': endpoint({
    method: 'POST',
    path: '/api/v1/post-imports',
    summary: 'Keeps what became of the rows of a file of posts, for 90 days',
    effect: 'database',
    body: 'json',
    input: RecordImportInput,
    output: PostImport,
    status: 201,
  }),
  'postImports.list': endpoint({
    method: 'GET',
    path: '/api/v1/post-imports',
    summary: 'Files of posts that were taken in, the newest first',
    effect: 'read',
    body: 'none',
    input: ListImportsInput,
    output: PostImportList,
  }),
  'postImports.get': endpoint({
    method: 'GET',
    path: '/api/v1/post-imports/{importId}',
    summary: 'One of them',
    effect: 'read',
    body: 'none',
    input: ImportIdInput,
    output: PostImport,
  }),
  'postImports.rows': endpoint({
    method: 'GET',
    path: '/api/v1/post-imports/{importId}/rows',
    summary: 'Its rows, each with its post or why it has none',
    effect: 'read',
    body: 'none',
    input: ImportRowsInput,
    output: ImportedRows,
  }),
} as const;
