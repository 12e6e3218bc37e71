import {
  GetLivePinInput,
  ImportPinsInput,
  ImportProgressInput,
  ListLivePinsInput,
  LivePinAnswer,
  LivePinList,
  PinImport,
} from '../live-pin.ts';
import { endpoint } from './endpoint.ts';

const importPath = '/api/v1/accounts/{accountId}/import';

export const pins = {
  'pins.list': endpoint({
    method: 'GET',
    path: '/api/v1/pins',
    summary:
      'Pins as Pinterest shows them, whoever made them, newest first, as they were last read',
    effect: 'read',
    body: 'none',
    input: ListLivePinsInput,
    output: LivePinList,
  }),
  'pins.get': endpoint({
    method: 'GET',
    path: '/api/v1/pins/{pinId}',
    summary: 'A Pin as Pinterest shows it',
    effect: 'read',
    body: 'none',
    input: GetLivePinInput,
    output: LivePinAnswer,
  }),
  'pins.import': endpoint({
    method: 'POST',
    path: importPath,
    summary: 'Reads all Pins of an account from Pinterest now, in the background',
    effect: 'database',
    body: 'optionalJson',
    input: ImportPinsInput,
    output: PinImport,
    status: 202,
  }),
  'pins.importProgress': endpoint({
    method: 'GET',
    path: importPath,
    summary: 'How far the reading of the Pins of an account is',
    effect: 'read',
    body: 'none',
    input: ImportProgressInput,
    output: PinImport,
  }),
} as const;
