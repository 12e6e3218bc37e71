import { createHmac } from 'node:crypto';
import type { Media } from '../state/entities.ts';
import type { SandboxContext } from '../state/context.ts';

/** Pinterest does not say how long an upload slot lives; STS credentials suggest an hour. */
const POLICY_LIFETIME_MS = 60 * 60 * 1000;
/** 2 GB, the limit Pinterest's help pages give for a video. */
export const MAX_VIDEO_BYTES = 2 * 1024 ** 3;

/** The form fields an upload must carry, in the shape S3 gives them. */
export function uploadParameters(sandbox: SandboxContext, media: Media): Record<string, string> {
  const at = new Date(media.createdAt);
  const date = at.toISOString().replace(/[-:]|\.\d+/g, '');
  const policy = Buffer.from(
    JSON.stringify({
      expiration: new Date(media.createdAt + POLICY_LIFETIME_MS).toISOString(),
      conditions: [{ key: media.key }, ['content-length-range', 0, MAX_VIDEO_BYTES]],
    }),
  ).toString('base64');
  return {
    'x-amz-date': date,
    'x-amz-signature': sign(sandbox, policy),
    'x-amz-security-token': Buffer.from(`sandbox/${media.id}`).toString('base64'),
    'x-amz-algorithm': 'AWS4-HMAC-SHA256',
    key: media.key,
    policy,
    'x-amz-credential': `SANDBOXACCESSKEY/${date.slice(0, 8)}/us-east-1/s3/aws4_request`,
    'Content-Type': 'multipart/form-data',
  };
}

function sign(sandbox: SandboxContext, policy: string): string {
  return createHmac('sha256', sandbox.uploadKey).update(policy).digest('hex');
}

/** The S3 error for these fields, or undefined. */
export function uploadObjection(
  sandbox: SandboxContext,
  media: Media | undefined,
  fields: ReadonlyMap<string, string>,
): { code: string; message: string } | undefined {
  if (media === undefined) {
    return { code: 'AccessDenied', message: 'Invalid according to Policy: unknown key' };
  }
  const expected = uploadParameters(sandbox, media);
  for (const name of Object.keys(expected)) {
    if (!fields.has(name)) {
      const message = `Invalid according to Policy: Policy Condition failed: ["eq", "$${name}"] (${name} must be sent before file)`;
      return { code: 'AccessDenied', message };
    }
  }
  const extra = [...fields.keys()].filter((name) => expected[name] === undefined);
  if (extra.length > 0) {
    const message = `Invalid according to Policy: Extra input fields: ${extra.join(', ')}`;
    return { code: 'AccessDenied', message };
  }
  for (const [name, value] of Object.entries(expected)) {
    if (fields.get(name) !== value) {
      const message = `The request signature we calculated does not match the signature you provided. Check ${name}.`;
      return { code: 'SignatureDoesNotMatch', message };
    }
  }
  if (sandbox.clock.now() > media.createdAt + POLICY_LIFETIME_MS) {
    return { code: 'AccessDenied', message: 'Invalid according to Policy: Policy expired.' };
  }
  return undefined;
}
