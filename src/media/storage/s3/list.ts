import type { S3Client } from './client.ts';
import { StoreFault } from './fault.ts';

export interface S3Object {
  /** The whole key in the bucket. */
  path: string;
  bytes: number;
  modifiedAt: Date;
}

/** What a store lists in one answer at most. */
const pageSize = 1000;

/** Every object whose key begins with `prefix`. @throws StoreFault */
export async function* listObjects(client: S3Client, prefix: string): AsyncGenerator<S3Object> {
  let next: string | undefined;
  do {
    const page = await client.call((s3) => s3.listObjectsPaged('/', prefix, pageSize, next));
    // s3mini turns every 404 into null, and only a bucket can be missing here.
    if (!page?.objects) throw new StoreFault('NoSuchBucket', 404);
    for (const { Key, Size, LastModified } of page.objects)
      yield { path: Key, bytes: Size, modifiedAt: LastModified };
    next = page.nextContinuationToken;
  } while (next !== undefined);
}
