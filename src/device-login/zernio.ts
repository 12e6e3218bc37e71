import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { refusal } from '../domain/errors/index.ts';
import { pollDevice, readInput, startDeviceLogin } from '../operations/index.ts';
import { pageOf, type DeviceLoginOptions } from './options.ts';

const InitiateInput = z.object({
  deviceName: z
    .string()
    .trim()
    .max(200)
    .regex(/^\P{Cc}*$/u, 'a name without line breaks')
    .optional(),
});

/** The login of Zernio's command line: where and in which shape it asks. */
export function registerZernioLogin(scope: FastifyInstance, options: DeviceLoginOptions): void {
  scope.post('/api/auth/cli/initiate', (request) => start(options, request));
  scope.get('/api/auth/cli/poll', (request) => answer(options, request));
}

async function start(options: DeviceLoginOptions, request: FastifyRequest): Promise<object> {
  request.logFields = { operation: 'deviceLogins.start' };
  const { input } = readInput(
    { name: 'deviceLogins.start', endpoint: { input: InitiateInput } },
    request.body ?? {},
  );
  const started = await startDeviceLogin(options.deps, {
    client: 'Zernio CLI',
    deviceName: input.deviceName || null,
    address: request.ip,
  });
  return {
    deviceCode: started.deviceCode,
    userCode: started.userCode,
    browserUrl: `${pageOf(options)}?code=${started.userCode}`,
    expiresAt: started.expiresAt.toISOString(),
    interval: options.pollSeconds,
  };
}

async function answer(
  { deps, pollSeconds }: DeviceLoginOptions,
  request: FastifyRequest,
): Promise<object> {
  request.logFields = { operation: 'deviceLogins.poll' };
  const state = await pollDevice(deps, deviceCodeOf(request), pollSeconds * 1000);
  switch (state.is) {
    case 'approved':
      return { status: 'authorized', apiKey: state.apiKey };
    case 'open':
      return { status: 'pending' };
    case 'denied':
      return { status: 'denied' };
    case 'tooSoon':
      throw refusal('DEVICE_POLLED_TOO_FAST', { retryAfterMs: pollSeconds * 1000 });
    case 'over':
      throw refusal('DEVICE_LOGIN_OVER');
  }
}

const deviceCodeOf = ({ headers }: FastifyRequest): string =>
  /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
