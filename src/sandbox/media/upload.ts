import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Media } from '../state/entities.ts';
import { describeRequest, dropConnection } from '../protocol/logging.ts';
import { MAX_VIDEO_BYTES, uploadObjection } from './policy.ts';
import { probeVideo } from './video-probe.ts';
import type { SandboxContext } from '../state/context.ts';

interface S3Error {
  status: number;
  code: string;
  message: string;
}

/**
 * The S3-style endpoint behind `upload_url`. Like S3 it wants a Content-Length, ignores fields
 * that come after `file`, and speaks XML.
 */
export async function serveUploads(app: FastifyInstance, sandbox: SandboxContext): Promise<void> {
  await app.register(async (scope) => {
    scope.addHook('onRequest', async (request) => {
      describeRequest(request, { operation: 's3/upload' });
    });
    await scope.register(multipart, {
      // As in S3 the name of the field decides; Pinterest's own sample sends no file name.
      isPartAFile: (name: string | undefined) => name === 'file',
      limits: { fields: 50, files: 1, fileSize: MAX_VIDEO_BYTES, fieldSize: 64 * 1024 },
    });
    scope.route({
      method: ['GET', 'PUT', 'DELETE'],
      url: '/s3/upload',
      handler: (_request, reply) => {
        const message = 'The specified method is not allowed against this resource.';
        const error = { status: 405, code: 'MethodNotAllowed', message };
        return reply.status(405).type('application/xml').send(xml(error));
      },
    });
    scope.post('/s3/upload', async (request, reply) => {
      const fault = sandbox.faults.strike('s3/upload', null);
      if (fault?.delayMs) await delay(fault.delayMs);
      if (fault?.drop === 'before') return dropped(request, reply, 'before');
      if (fault?.status !== undefined) {
        const {
          status,
          body = xml({ status, code: 'InternalError', message: 'Please try again.' }),
        } = fault;
        return reply
          .headers(fault.headers ?? {})
          .status(status)
          .type('application/xml')
          .send(body);
      }
      const failure = await receive(sandbox, request);
      await sandbox.store.flushed();
      if (fault?.drop === 'after') return dropped(request, reply, 'after');
      if (failure === undefined) return reply.status(204).send();
      // Let the client finish sending: a reset connection would hide the answer from it.
      request.raw.resume();
      return reply.status(failure.status).type('application/xml').send(xml(failure));
    });
  });
}

function dropped(
  request: FastifyRequest,
  reply: FastifyReply,
  when: 'before' | 'after',
): FastifyReply {
  reply.hijack();
  dropConnection(request, when);
  return reply;
}

async function receive(
  sandbox: SandboxContext,
  request: FastifyRequest,
): Promise<S3Error | undefined> {
  if (request.headers['content-length'] === undefined) {
    const message = 'You must provide the Content-Length HTTP header.';
    return { status: 411, code: 'MissingContentLength', message };
  }
  if (request.headers.authorization !== undefined) {
    const message =
      'Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified';
    return { status: 400, code: 'InvalidArgument', message };
  }
  if (!request.isMultipart()) {
    const message = 'Bucket POST must be of the enclosure-type multipart/form-data.';
    return { status: 412, code: 'PreconditionFailed', message };
  }
  const fields = new Map<string, string>();
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      fields.set(part.fieldname, String(part.value));
      continue;
    }
    if (part.fieldname !== 'file') {
      part.file.resume();
      continue;
    }
    const media = mediaByKey(sandbox, fields.get('key'));
    const objection = uploadObjection(sandbox, media, fields);
    if (objection || media === undefined) {
      part.file.resume();
      return { status: 403, code: 'AccessDenied', message: 'Access Denied', ...objection };
    }
    return store(sandbox, media, part.file);
  }
  const message = 'POST requires exactly one file upload per request.';
  return { status: 400, code: 'InvalidArgument', message };
}

function mediaByKey(sandbox: SandboxContext, key: string | undefined): Media | undefined {
  for (const media of sandbox.store.all('media')) if (media.key === key) return media;
  return undefined;
}

async function store(
  sandbox: SandboxContext,
  media: Media,
  stream: NodeJS.ReadableStream & { truncated?: boolean },
): Promise<S3Error | undefined> {
  const file = `${media.id}.${randomUUID()}.video`;
  const path = sandbox.blobs.path(file);
  const target = createWriteStream(path);
  try {
    await pipeline(stream, target);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  if (stream.truncated) {
    await rm(path);
    const message = 'Your proposed upload exceeds the maximum allowed size';
    return { status: 400, code: 'EntityTooLarge', message };
  }
  const video = await probeVideo(path);
  const { mediaOutcome, mediaDelayMs } = sandbox.settings;
  const probed = video === null ? 'failed' : 'succeeded';
  const now = sandbox.clock.now();
  sandbox.store.put('media', {
    ...media,
    upload: {
      file,
      bytes: target.bytesWritten,
      at: now,
      doneAt: sandbox.clock.elapsed() + mediaDelayMs,
      outcome: mediaOutcome === 'probe' ? probed : mediaOutcome,
      video: video ?? { width: null, height: null, durationMs: null },
    },
  });
  return undefined;
}

function xml({ code, message }: S3Error): string {
  const text = message.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${text}</Message></Error>`;
}
