import type { Bundlesocial } from 'bundlesocial';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleClient, giveAccess, thrownBy } from '../harness/bundle.ts';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { sandboxPin } from '../harness/publishing.ts';
import { startReceiver, type Receiver } from '../harness/receiver.ts';

const hour = 3600_000;
let product: Product;
let bundle: Bundlesocial;
let receiver: Receiver;
beforeAll(async () => {
  product = await startProduct({
    movableClock: true,
    sandbox: { numbers: { seed: 'a season of oak' } },
  });
  product.sandbox.control.addAccount({ username: 'client_shop', boards: [{ name: 'Autumn' }] });
  receiver = await startReceiver();
  bundle = bundleClient(product);
});
afterAll(async () => {
  await receiver?.close();
  await product?.close();
});

test('an agency with the unmodified client, from connecting to the figures and back', async () => {
  expect((await bundle.app.appGetHealth()).status).toBe('ok');
  const organization = await bundle.organization.organizationGetOrganization();
  const team = await bundle.team.teamCreateTeam({ requestBody: { name: 'Oak & Co' } });
  expect(team.organizationId).toBe(organization.id);
  const teamId = team.id;
  const { webhook } = await product.client.webhooks.create({
    profileId: teamId,
    name: 'Agency',
    url: receiver.url,
    format: 'bundle',
    events: ['post.published', 'social-account.created', 'social-account.deleted'],
  });

  // The client's customer gives access.
  const { url } = await bundle.socialAccount.socialAccountCreatePortalLink({
    requestBody: {
      teamId,
      socialAccountTypes: ['PINTEREST'],
      redirectUrl: 'https://agency.example/done',
      userName: 'Oak & Co',
    },
  });
  const back = await giveAccess(product, url, 'client_shop');
  expect(back.searchParams.get('pinterest-callback')).toBe('true');
  const which = { type: 'PINTEREST' as const, teamId };
  const account = await bundle.socialAccount.socialAccountGetByType(which);
  const [board] = account.channels ?? [];
  expect(board?.name).toBe('Autumn');
  await bundle.socialAccount.socialAccountConnectionCheck({ requestBody: which });

  // A picture, a draft, a time.
  const bytes = new Uint8Array(await makePicture());
  const file = new File([bytes], 'oak.jpg', { type: 'image/jpeg' });
  const upload = await bundle.upload.uploadCreate({ formData: { teamId, file } });
  const postDate = new Date(product.sandbox.control.now() + hour).toISOString();
  const draft = await bundle.post.postCreate({
    requestBody: {
      teamId,
      title: 'Week 48',
      postDate,
      status: 'DRAFT',
      socialAccountTypes: ['PINTEREST'],
      referenceKey: 'oak-48',
      data: {
        PINTEREST: {
          boardName: board?.name ?? '',
          text: 'Oak and brass',
          description: 'A season of oak',
          link: 'https://example.com/oak',
          altText: 'A table of oak',
          uploadIds: [upload.id],
        },
      },
    },
  });
  await bundle.post.postUpdate({ id: draft.id, requestBody: { status: 'SCHEDULED' } });
  const planned = await bundle.post.postGetByReferenceKey({ referenceKey: 'oak-48' });
  expect([planned.status, planned.postDate]).toEqual(['SCHEDULED', postDate]);
  await product.pass(hour + 1000);
  await expect
    .poll(async () => (await bundle.post.postGet({ id: draft.id })).status, { timeout: 15_000 })
    .toBe('POSTED');
  const posted = await bundle.post.postGet({ id: draft.id });
  const pinterestId = posted.externalData?.PINTEREST?.id ?? '';
  expect(sandboxPin(product, pinterestId)).toMatchObject({ title: 'Oak and brass' });

  // Told, in its own format and signed.
  await receiver.until(2);
  const events = receiver.got.map(({ body, headers }) =>
    bundle.webhooks.constructEvent(
      body.toString(),
      String(headers['x-signature']),
      webhook.secret ?? '',
    ),
  );
  expect(events.map(({ type }) => type).sort()).toEqual([
    'post.published',
    'social-account.created',
  ]);

  expect((await bundle.organization.organizationGetPostsUsage()).used).toBeGreaterThan(0);

  // Four days later there are figures.
  await product.pass(4 * 24 * hour);
  const numbers = { platformType: 'PINTEREST' as const };
  const forced = await bundle.analytics.analyticsForceSocialAccountAnalytics({
    requestBody: { teamId, ...numbers },
  });
  expect(forced).toMatchObject({ forced: true, socialAccountId: account.id, postCount: 1 });
  const profile = await bundle.analytics.analyticsGetSocialAccountAnalytics({ teamId, ...numbers });
  expect(profile.items.length).toBeGreaterThan(0);
  const ofPost = await bundle.analytics.analyticsForcePostAnalytics({
    requestBody: { postId: draft.id, ...numbers },
  });
  expect(ofPost.forced).toBe(true);
  const read = await bundle.analytics.analyticsGetPostAnalytics({ postId: draft.id, ...numbers });
  expect(read.profilePost).toMatchObject({ externalId: pinterestId, postId: draft.id });
  expect(read.items[0]?.impressions).toBe(ofPost.impressions);
  expect(ofPost.impressions).toBeGreaterThan(0);
  const raw = await bundle.analytics.analyticsGetPostAnalyticsRaw({ postId: draft.id, ...numbers });
  expect(raw.items[0]?.raw).toMatchObject({
    summary_metrics: { IMPRESSION: ofPost.impressions, PIN_CLICK: expect.any(Number) },
  });
  const bulk = await bundle.analytics.analyticsGetBulkPostAnalytics({
    postIds: [draft.id],
    ...numbers,
  });
  expect(bulk.results[0]?.items).toEqual(read.items);

  // And all of it goes again.
  await bundle.misc.miscPinterestDeletePin({ requestBody: { teamId, postId: draft.id } });
  expect(product.sandbox.control.state().pins.some(({ id }) => id === pinterestId)).toBe(false);
  const inUse = await thrownBy(bundle.upload.uploadDelete({ id: upload.id }));
  expect(inUse.status).toBe(409);
  await bundle.post.postDelete({ id: draft.id });
  await bundle.upload.uploadDelete({ id: upload.id });
  await bundle.socialAccount.socialAccountDisconnect({ requestBody: which });
  await receiver.until(3);
  await bundle.team.teamDeleteTeam({ id: teamId });
  expect((await thrownBy(bundle.team.teamGetTeam({ id: teamId }))).status).toBe(404);
});
