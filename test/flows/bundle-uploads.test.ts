import type { Bundlesocial } from 'bundlesocial';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleClient, thrownBy } from '../harness/bundle.ts';
import { serveFiles, type FileServer } from '../harness/file-server.ts';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';

let product: Product;
let bundle: Bundlesocial;
let files: FileServer;
let picture: Buffer;
let teamId: string;
let uploadId: string;
beforeAll(async () => {
  product = await startProduct();
  files = await serveFiles();
  bundle = bundleClient(product);
  teamId = product.app.workspaceId;
  picture = await makePicture();
  const file = new File([new Uint8Array(picture)], 'oak.jpg', { type: 'image/jpeg' });
  uploadId = (await bundle.upload.uploadCreate({ formData: { teamId, file } })).id;
  await postWith(uploadId);
});
afterAll(async () => {
  await files?.close();
  await product?.close();
});

const postWith = (id: string) =>
  bundle.post.postCreate({
    requestBody: {
      teamId,
      title: 'Planned',
      postDate: '2099-03-05T10:00:00.000Z',
      status: 'SCHEDULED',
      socialAccountTypes: ['PINTEREST'],
      data: { PINTEREST: { boardName: 'Kitchens', text: `Of ${id}`, uploadIds: [id] } },
    },
  });

describe('bundlesocial: uploads', () => {
  test('in one request; shown, listed, deleted', async () => {
    const file = new File([new Uint8Array(picture)], 'ash.jpg', { type: 'image/jpeg' });
    const upload = await bundle.upload.uploadCreate({ formData: { teamId, file } });
    expect(upload).toMatchObject({ teamId, type: 'image', mime: 'image/jpeg', ext: 'jpeg' });
    expect((await fetch(upload.url ?? '')).status).toBe(200);
    expect(await bundle.upload.uploadGet({ id: upload.id })).toMatchObject({ posts: [] });
    const used = await bundle.upload.uploadGetList({ teamId, status: 'USED', includePosts: true });
    expect(used.map(({ id }) => id)).toContain(uploadId);
    expect(used.find(({ id }) => id === uploadId)?.posts?.length).toBeGreaterThan(0);
    const unused = await bundle.upload.uploadGetList({ teamId, status: 'UNUSED' });
    expect(unused.map(({ id }) => id)).toContain(upload.id);
    expect(unused.map(({ id }) => id)).not.toContain(uploadId);
    const byIds = await bundle.upload.uploadGetList({ ids: [upload.id, uploadId] });
    expect(byIds).toHaveLength(2);
    const byUrl = await bundle.upload.uploadGetList({ urls: [upload.url ?? ''] });
    expect(byUrl.map(({ id }) => id)).toEqual([upload.id]);
    expect(await bundle.upload.uploadGetList({ type: 'document' })).toEqual([]);
    expect(await bundle.upload.uploadGetList({ types: ['image'], limit: 1 })).toHaveLength(1);

    expect((await bundle.upload.uploadDelete({ id: upload.id })).id).toBe(upload.id);
    expect((await thrownBy(bundle.upload.uploadGet({ id: upload.id }))).status).toBe(404);
    const inUse = await thrownBy(bundle.upload.uploadDelete({ id: uploadId }));
    expect([inUse.status, inUse.body]).toMatchObject([409, { code: 'MEDIA_IN_USE' }]);
    const many = await thrownBy(
      bundle.upload.uploadDeleteMany({ requestBody: { ids: [uploadId] } }),
    );
    expect(many.body).toMatchObject({ code: 'MEDIA_IN_USE', issues: [{ path: ['ids', 0] }] });
  });

  test('from an address', async () => {
    const url = files.add('/elm.jpg', { type: 'image/jpeg', body: picture });
    const upload = await bundle.upload.uploadCreateFromUrl({ requestBody: { teamId, url } });
    expect(upload).toMatchObject({ type: 'image', teamId });
    const [gone] = await bundle.upload.uploadDeleteMany({ requestBody: { ids: [upload.id] } });
    expect(gone?.id).toBe(upload.id);
    const wrong = await thrownBy(
      bundle.upload.uploadCreateFromUrl({ requestBody: { teamId, url: `${files.url}/none` } }),
    );
    expect([wrong.status, wrong.body]).toMatchObject([400, { code: 'MEDIA_FETCH_FAILED' }]);
  });

  test('to an address, then finalized', async () => {
    const { url, path } = await bundle.upload.uploadInitLargeUpload({
      requestBody: {
        teamId,
        fileName: 'fir.jpg',
        mimeType: 'image/jpeg',
        fileSize: picture.length,
      },
    });
    const early = await thrownBy(
      bundle.upload.uploadFinalizeLargeUpload({ requestBody: { teamId, path } }),
    );
    expect(early.body).toMatchObject({ statusCode: 400, code: 'MEDIA_NOT_UPLOADED' });
    const body = new Uint8Array(picture);
    const headers = { 'content-type': 'image/jpeg' };
    expect((await fetch(url, { method: 'PUT', body, headers })).status).toBe(200);
    const upload = await bundle.upload.uploadFinalizeLargeUpload({ requestBody: { teamId, path } });
    expect(upload).toMatchObject({ id: path, type: 'image', fileSize: expect.any(Number) });
    const post = await postWith(upload.id);
    expect(post.status).toBe('SCHEDULED');
  });

  test('in parts, one of which comes twice', async () => {
    const started = await bundle.upload.uploadInitMultipartUpload({
      requestBody: {
        teamId,
        fileName: 'yew.png',
        mimeType: 'image/png',
        fileSize: 64 * 1024 * 1024 + 1,
      },
    });
    expect(started).toMatchObject({ partSize: 64 * 1024 * 1024, uploadId: started.path });
    expect(started.parts.map(({ partNumber }) => partNumber)).toEqual([1, 2]);
    const { uploadId: id, path } = started;
    const middle = Math.floor(picture.length / 2);
    const halves = [picture.subarray(0, middle), picture.subarray(middle)];
    const put = async (url: string, bytes: Buffer) => {
      const answer = await fetch(url, { method: 'PUT', body: new Uint8Array(bytes) });
      expect(answer.status).toBe(200);
      return answer.headers.get('etag') ?? '';
    };
    const [first, second] = halves as [Buffer, Buffer];
    await put(started.parts[0]?.url ?? '', second);
    const signed = await bundle.upload.uploadSignMultipartParts({
      requestBody: { teamId, uploadId: id, path, partNumbers: [1, 2] },
    });
    const etags = [
      await put(signed.parts[0]?.url ?? '', first),
      await put(signed.parts[1]?.url ?? '', second),
    ];
    expect(etags[0]).toMatch(/^"[0-9a-f]{32}"$/);
    const complete = (parts: { partNumber: number; etag: string }[]) =>
      bundle.upload.uploadCompleteMultipartUpload({
        requestBody: { teamId, uploadId: id, path, parts },
      });
    const whole = [
      { partNumber: 2, etag: etags[1] ?? '' },
      { partNumber: 1, etag: etags[0] ?? '' },
    ];
    const gap = await thrownBy(complete(whole.slice(0, 1)));
    expect(gap.body).toMatchObject({ code: 'MEDIA_PART_MISSING', issues: [{ path: ['parts'] }] });
    const upload = await complete(whole);
    expect(upload).toMatchObject({ id, type: 'image' });
    expect((await complete(whole)).id).toBe(id);
    const left = await product.app.store.db.selectFrom('mediaPart').selectAll().execute();
    expect(left).toEqual([]);
  });

  test('an upload in parts is given up', async () => {
    const {
      uploadId: id,
      path,
      parts,
    } = await bundle.upload.uploadInitMultipartUpload({
      requestBody: { fileName: 'a.mp4', mimeType: 'video/mp4', fileSize: 10 },
    });
    await fetch(parts[0]?.url ?? '', { method: 'PUT', body: 'some bytes' });
    const started = { uploadId: id, path };
    expect(await bundle.upload.uploadAbortMultipartUpload({ requestBody: started })).toEqual({
      success: true,
    });
    const late = await thrownBy(
      bundle.upload.uploadCompleteMultipartUpload({
        requestBody: { ...started, parts: [{ partNumber: 1, etag: 'x' }] },
      }),
    );
    expect(late.body).toMatchObject({ code: 'MEDIA_PART_MISSING' });
  });

  test('what is no picture', async () => {
    const pdf = await thrownBy(
      bundle.upload.uploadInitLargeUpload({
        requestBody: { fileName: 'a.pdf', mimeType: 'application/pdf' },
      }),
    );
    expect(pdf.body).toMatchObject({ code: 'MEDIA_FORMAT_UNSUPPORTED' });
    const text = new File(['words'], 'a.jpg', { type: 'image/jpeg' });
    const error = await thrownBy(bundle.upload.uploadCreate({ formData: { teamId, file: text } }));
    expect([error.status, error.body]).toMatchObject([400, { code: 'MEDIA_FORMAT_UNSUPPORTED' }]);
    const none = await thrownBy(bundle.upload.uploadCreate({ formData: { teamId, file: null } }));
    expect(none.body).toMatchObject({
      code: 'MISSING_REQUIRED_FIELD',
      issues: [{ path: ['file'] }],
    });
  });
});
