import type { Bundlesocial } from 'bundlesocial';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleClient, giveAccess, thrownBy } from '../harness/bundle.ts';
import { startProduct, type Product } from '../harness/product.ts';

/** The npm package as its users have it: only the base address is ours. */
let product: Product;
let bundle: Bundlesocial;

beforeAll(async () => {
  product = await startProduct();
  product.sandbox.control.addAccount({
    username: 'client_shop',
    boards: [{ name: 'Autumn' }, { name: 'Winter' }],
  });
  bundle = bundleClient(product);
});
afterAll(() => product.close());

const ask = (path: string, headers: Record<string, string>, method = 'GET') =>
  fetch(product.url + path, { method, headers });

describe('the door', () => {
  test('says that it is there, without a key', async () => {
    const health = await bundle.app.appGetHealth();
    expect(health).toMatchObject({
      status: 'ok',
      platforms: { PINTEREST: { status: 'operational' }, TIKTOK: { status: 'outage' } },
    });
    for (const path of ['/api/v1', '/api/v1/']) expect((await ask(path, {})).status).toBe(200);
  });

  test('a slash at the end makes no difference', async () => {
    for (const path of ['/api/v1/team', '/api/v1/team/', '/api/v1/organization/']) {
      const answer = await ask(path, { 'x-api-key': product.apiKey });
      expect([path, answer.status]).toEqual([path, 200]);
    }
  });

  test('a missing key is 401, a wrong one 403, two credentials 400', async () => {
    const missing = await ask('/api/v1/team/', {});
    expect([missing.status, await missing.json()]).toMatchObject([
      401,
      {
        statusCode: 401,
        message: 'Unauthorized',
        code: 'UNAUTHORIZED',
        fix: 'Send the header "x-api-key: <API key>".',
      },
    ]);
    const wrong = await thrownBy(
      bundleClient({ url: product.url, apiKey: 'pk_live_wrong' }).team.teamGetList(),
    );
    expect([wrong.status, wrong.message, wrong.body]).toMatchObject([
      403,
      '403',
      { statusCode: 403, message: 'Unauthorized' },
    ]);
    const bearer = { authorization: `Bearer ${product.apiKey}` };
    expect((await ask('/api/v1/team/', bearer)).status).toBe(401);
    const both = await ask('/api/v1/team/', { ...bearer, 'x-api-key': product.apiKey });
    expect([both.status, await both.json()]).toMatchObject([
      400,
      { code: 'CREDENTIALS_AMBIGUOUS' },
    ]);
    const inAddress = await ask(`/api/v1/team/?api_key=${product.apiKey}`, {});
    expect(inAddress.status).toBe(400);
  });

  test.each([
    ['/api/v1/post/a/b/c', {}],
    ['/api/v1/nope', { 'x-api-key': 'any' }],
    ['/API/V1/nope', { 'x-api-key': 'any' }],
    ['/api/v1/team/x/y', {}],
  ])('%s is answered in its own shape', async (path, headers) => {
    for (const method of ['GET', 'PATCH', 'DELETE']) {
      const answer = await ask(path, headers, method);
      expect(answer.headers.get('content-type')).toContain('application/json');
      expect([answer.status, await answer.json()]).toMatchObject([
        404,
        {
          statusCode: 404,
          message: `There is no ${method} ${path} here.`,
          issues: [{ code: 'custom' }],
        },
      ]);
    }
  });

  test.each(['/api/v1/nope', '/API/nope', '/v1/x', '/V1'])(
    '%s without its key is not answered by it, nor with a page',
    async (path) => {
      const answer = await ask(path, {});
      expect([answer.status, await answer.json()]).toMatchObject([
        404,
        { code: 'ROUTE_NOT_FOUND' },
      ]);
    },
  );
});

describe('bundlesocial: teams and social accounts', () => {
  test('organization', async () => {
    const found = await bundle.organization.organizationGetOrganization();
    expect(found).toMatchObject({
      id: 'linchpin',
      apiAccess: true,
      subscription: null,
      teams: [{ id: product.app.workspaceId, organizationId: 'linchpin' }],
    });
  });

  test('usage: counted, without a limit', async () => {
    const before = await bundle.organization.organizationGetPostsUsage();
    await product.client.posts.create({ content: 'A draft', isDraft: true });
    const after = await bundle.organization.organizationGetPostsUsage();
    expect(after.used).toBe(before.used + 1);
    expect(after.remaining).toBe(after.limit - after.used);
    expect((await bundle.organization.organizationGetUploadsUsage()).limit).toBeGreaterThan(1e9);
    expect((await bundle.organization.organizationGetCommentsUsage()).used).toBe(0);
  });

  test('an agency makes a team, connects an account, and takes both away again', async () => {
    const team = await bundle.team.teamCreateTeam({
      requestBody: { name: 'A client', avatarUrl: 'https://example.com/a.png' },
    });
    expect(team).toMatchObject({ name: 'A client', avatarUrl: 'https://example.com/a.png' });
    const { url } = await bundle.socialAccount.socialAccountConnect({
      requestBody: {
        type: 'PINTEREST',
        teamId: team.id,
        redirectUrl: 'https://agency.example/back?client=7#top',
      },
    });
    const back = await giveAccess(product, url, 'client_shop');
    expect([back.origin, back.hash, Object.fromEntries(back.searchParams)]).toMatchObject([
      'https://agency.example',
      '#top',
      { client: '7', 'pinterest-callback': 'true' },
    ]);

    const which = { type: 'PINTEREST' as const, teamId: team.id };
    const account = await bundle.socialAccount.socialAccountGetByType(which);
    expect(account).toMatchObject({ type: 'PINTEREST', teamId: team.id, username: 'client_shop' });
    expect(account.channels?.map(({ name }) => name).sort()).toEqual(['Autumn', 'Winter']);

    const winter = account.channels?.find(({ name }) => name === 'Winter')?.id ?? '';
    // Its types name the networks that need a choice; a board is one all the same.
    const asked = { ...which, channelId: winter } as never;
    const chosen = await bundle.socialAccount.socialAccountSetChannel({ requestBody: asked });
    expect(chosen).toMatchObject({ id: account.id, defaultChannelId: winter });
    const unset = await bundle.socialAccount.socialAccountUnsetChannel({
      requestBody: which as never,
    });
    expect(unset).toMatchObject({ defaultChannelId: null });

    const again = await bundle.socialAccount.socialAccountRefreshChannels({ requestBody: which });
    expect(again.channels).toHaveLength(2);
    const checked = await bundle.socialAccount.socialAccountConnectionCheck({ requestBody: which });
    expect(checked).toMatchObject({ success: true, socialAccountId: account.id });
    const refreshed = await bundle.socialAccount.socialAccountProfileRefresh({
      requestBody: which,
    });
    expect(refreshed).toMatchObject({ success: true, socialAccount: { id: account.id } });

    const whole = await bundle.team.teamGetTeam({ id: team.id });
    expect(whole.socialAccounts).toMatchObject([{ id: account.id, username: 'client_shop' }]);
    const listed = await bundle.team.teamGetList({ search: 'CLIENT', limit: 5 });
    expect([listed.total, listed.items[0]?.id]).toEqual([1, team.id]);
    const renamed = await bundle.team.teamUpdateTeam({
      id: team.id,
      requestBody: { name: 'Renamed' },
    });
    expect(renamed).toMatchObject({ id: team.id, name: 'Renamed' });

    const limits = await bundle.organization.organizationGetDailyLimitsUsage({
      socialAccountId: account.id,
    });
    expect(limits).toMatchObject({ type: 'PINTEREST', posts: { used: 0 } });
    const imports = await bundle.organization.organizationGetImportsUsage({ teamId: team.id });
    expect(imports.socialAccounts).toMatchObject([{ id: account.id, type: 'PINTEREST' }]);

    const other = await bundle.team.teamCreateTeam({ requestBody: { name: 'Another client' } });
    const copied = await bundle.socialAccount.socialAccountCopy({
      requestBody: {
        fromTeamId: team.id,
        toTeamId: other.id,
        socialAccountTypes: ['PINTEREST'],
      },
    });
    expect(copied).toMatchObject([{ teamId: other.id, username: 'client_shop' }]);
    expect(copied[0]?.id).not.toBe(account.id);

    const inUse = await thrownBy(bundle.team.teamDeleteTeam({ id: team.id }));
    expect([inUse.status, inUse.body]).toMatchObject([400, { code: 'WORKSPACE_HAS_ACCOUNTS' }]);
    for (const teamId of [team.id, other.id]) {
      const gone = await bundle.socialAccount.socialAccountDisconnect({
        requestBody: { type: 'PINTEREST', teamId },
      });
      expect(gone.deletedAt).toMatch(/Z$/);
      expect((await bundle.team.teamDeleteTeam({ id: teamId })).deletedAt).toMatch(/Z$/);
    }
    const missing = await thrownBy(bundle.socialAccount.socialAccountGetByType(which));
    expect(missing.status).toBe(404);
    expect((await bundle.socialAccount.socialAccountGetAccountsToDelete()).items).toEqual([]);
  });

  test('a portal link is good for as long as it says', async () => {
    const { url } = await bundle.socialAccount.socialAccountCreatePortalLink({
      requestBody: {
        teamId: product.app.workspaceId,
        socialAccountTypes: ['PINTEREST'],
        expiresIn: 2880,
      },
    });
    expect(new URL(url).searchParams.get('state')).toMatch(/\S{20}/);
    const [row] = await product.app.store.db
      .selectFrom('connection')
      .select(['expiresAt', 'createdAt'])
      .orderBy('createdAt', 'desc')
      .limit(1)
      .execute();
    expect(Number(row?.expiresAt) - Number(row?.createdAt)).toBe(2880 * 60_000);
  });

  test('another network, a team of others: refused by name', async () => {
    const network = await thrownBy(
      bundle.socialAccount.socialAccountGetByType({
        type: 'TIKTOK',
        teamId: product.app.workspaceId,
      }),
    );
    expect([network.status, network.body]).toMatchObject([
      400,
      { code: 'PLATFORM_NOT_SUPPORTED', issues: [{ path: ['type'] }] },
    ]);
    const team = await thrownBy(bundle.team.teamGetTeam({ id: 'f'.repeat(24) }));
    expect([team.status, team.body]).toMatchObject([404, { message: 'Not found' }]);
    const account = await thrownBy(
      bundle.socialAccount.socialAccountGetByType({ type: 'PINTEREST', teamId: 'f'.repeat(24) }),
    );
    expect([account.status, account.body]).toMatchObject([404, { issues: [{ path: ['teamId'] }] }]);
  });
});
