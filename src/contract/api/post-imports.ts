import { BulkUpload, BulkUploadInput } from '../bulk-upload.ts';
import {
  ImportedRows,
  ImportErrorsFile,
  ImportIdInput,
  ImportRowsInput,
  ListImportsInput,
  PostImport,
  PostImportList,
  PostImportReport,
  RecordImportInput,
  StartImportInput,
} from '../post-import.ts';
import { endpoint } from './endpoint.ts';

/** 207: some rows were made and some refused. */
const bulkUploadStatus = ({ valid, invalid }: { valid: number; invalid: number }): number =>
  valid > 0 && invalid > 0 ? 207 : 200;

export const postImports = {
  'postImports.start': endpoint({
    method: 'POST',
    path: '/api/v1/imports',
    summary:
      'Makes a post of each row of a CSV file, or only checks them; workers go through the rows, each once',
    effect: 'stream',
    body: 'multipart',
    input: StartImportInput,
    output: PostImportReport,
    status: 202,
  }),
  'postImports.bulkUpload': endpoint({
    method: 'POST',
    path: '/api/v1/posts/bulk-upload',
    summary:
      "Makes a post of each row of a CSV file in Zernio's columns, and answers when all are done",
    effect: 'stream',
    body: 'multipart',
    input: BulkUploadInput,
    output: BulkUpload,
    status: bulkUploadStatus,
  }),
  'postImports.record': endpoint({
    method: 'POST',
    path: '/api/v1/imports/recorded',
    summary: 'Keeps what became of the rows of a file of posts, for 90 days',
    effect: 'database',
    body: 'json',
    input: RecordImportInput,
    output: PostImport,
    status: 201,
  }),
  'postImports.list': endpoint({
    method: 'GET',
    path: '/api/v1/imports',
    summary: 'Files of posts that were taken in, the newest first',
    effect: 'read',
    body: 'none',
    input: ListImportsInput,
    output: PostImportList,
  }),
  'postImports.get': endpoint({
    method: 'GET',
    path: '/api/v1/imports/{importId}',
    summary: 'How far one of them is, and what is wrong with its rows',
    effect: 'read',
    body: 'none',
    input: ImportIdInput,
    output: PostImportReport,
  }),
  'postImports.rows': endpoint({
    method: 'GET',
    path: '/api/v1/imports/{importId}/rows',
    summary: 'Its rows, each with its post or why it has none',
    effect: 'read',
    body: 'none',
    input: ImportRowsInput,
    output: ImportedRows,
  }),
  'postImports.errors': endpoint({
    method: 'GET',
    path: '/api/v1/imports/{importId}/errors.csv',
    summary:
      'The rows that were refused, in the columns of their file, with what is wrong: to be corrected and handed in again',
    effect: 'read',
    body: 'none',
    input: ImportIdInput,
    output: ImportErrorsFile,
    file: true,
  }),
  'postImports.cancel': endpoint({
    method: 'POST',
    path: '/api/v1/imports/{importId}/cancel',
    summary: 'Makes no more posts of its rows; those that were made stay',
    effect: 'database',
    body: 'none',
    input: ImportIdInput,
    output: PostImport,
  }),
} as const;
