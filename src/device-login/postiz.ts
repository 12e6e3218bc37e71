import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isObject } from '../domain/is-object.ts';
import { pollDevice, startDeviceLogin, type DeviceLoginState } from '../operations/index.ts';
import { pageOf, type DeviceLoginOptions } from './options.ts';

/** The login of Postiz' command line, whose requests and answers are those of RFC 8628 as JSON. */
export function registerPostizLogin(scope: FastifyInstance, options: DeviceLoginOptions): void {
  // A base address that ends in a slash gives two of them.
  for (const before of ['', '/']) {
    scope.post(`${before}/device/code`, (request) => start(options, request));
    scope.post(`${before}/device/token`, (request, reply) => answer(options, request, reply));
  }
}

async function start(options: DeviceLoginOptions, request: FastifyRequest): Promise<object> {
  request.logFields = { operation: 'deviceLogins.start' };
  const started = await startDeviceLogin(options.deps, {
    client: 'Postiz CLI',
    deviceName: null,
    address: request.ip,
  });
  return {
    device_code: started.deviceCode,
    user_code: started.userCode,
    verification_uri: pageOf(options),
    verification_uri_complete: `${pageOf(options)}?code=${started.userCode}`,
    expires_in: started.expiresInSeconds,
    interval: options.pollSeconds,
  };
}

async function answer(
  { deps, pollSeconds, publicUrl }: DeviceLoginOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  request.logFields = { operation: 'deviceLogins.poll' };
  const code = isObject(request.body) ? request.body['device_code'] : undefined;
  if (typeof code !== 'string' || code === '')
    return reply.status(400).send({
      error: 'invalid_request',
      error_description: 'Send the device_code that /device/code answered, as JSON.',
    });
  const state = await pollDevice(deps, code, pollSeconds * 1000);
  if (state.is === 'approved')
    return reply.send({
      access_token: state.apiKey,
      token_type: 'Bearer',
      api_url: publicUrl(),
      organization_id: state.workspaceId,
    });
  const [error, error_description] = refusals[state.is];
  return reply.status(400).send({ error, error_description });
}

const refusals: Record<
  Exclude<DeviceLoginState['is'], 'approved'>,
  [code: string, text: string]
> = {
  open: ['authorization_pending', 'The code was not answered yet.'],
  tooSoon: ['slow_down', 'Wait as many seconds as interval says.'],
  denied: ['access_denied', 'A person denied it.'],
  over: ['expired_token', 'The code is too old, was used before, or is none of this server.'],
};
