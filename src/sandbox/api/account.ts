import { createHash } from 'node:crypto';
import { listsBoard } from '../oauth/access.ts';
import type { User } from '../state/entities.ts';
import { errors } from '../protocol/errors.ts';
import { operation } from '../protocol/operation.ts';
import type { Operation } from '../protocol/operation.ts';
import { page } from '../protocol/paging.ts';
import * as schemas from '../protocol/schemas.ts';
import { userNamed } from '../state/users.ts';
import { followersOf, wireBoard, wireUser } from './wire.ts';
import type { SandboxContext } from '../state/context.ts';

const read = ['user_accounts:read'];
const write = ['user_accounts:write'];

export const accountOperations: Operation[] = [
  operation({
    id: 'user_account/get',
    method: 'GET',
    path: '/user_account',
    category: 'org_read',
    scopes: read,
    appToken: true,
    query: schemas.accountQuery,
    handle: ({ sandbox, caller }) => {
      return { status: 200, body: wireUser(sandbox, caller.user) };
    },
  }),
  operation({
    id: 'linked_business_accounts/get',
    method: 'GET',
    path: '/user_account/businesses',
    category: 'org_read',
    scopes: read,
    appToken: true,
    handle: ({ sandbox, caller }) => ({
      status: 200,
      body: (caller.user.businesses ?? []).map((username) => linkedBusiness(sandbox, username)),
    }),
  }),
  operation({
    id: 'notification/post',
    method: 'POST',
    path: '/notifications',
    category: 'ads_read',
    scopes: read,
    appToken: true,
    handle: () => {
      throw errors.restricted('notification');
    },
  }),
  operation({
    id: 'followers/list',
    method: 'GET',
    path: '/user_account/followers',
    category: 'ads_read',
    scopes: read,
    appToken: true,
    query: schemas.ownPagingQuery,
    handle: ({ sandbox, caller, query }) => {
      const followers = followersOf(sandbox, caller.user);
      const { items, bookmark } = page(followers, query, (user) => user.id, 'oldest');
      return { status: 200, body: { items: items.map(summary), bookmark } };
    },
  }),
  operation({
    id: 'user_following/get',
    method: 'GET',
    path: '/user_account/following',
    category: 'org_read',
    scopes: read,
    appToken: true,
    query: schemas.pagingQuery,
    handle: ({ sandbox, caller, query }) => {
      const followed = followedBy(sandbox, caller.user);
      const { items, bookmark } = page(followed, query, (user) => user.id, 'oldest');
      return { status: 200, body: { items: items.map(summary), bookmark } };
    },
  }),
  operation({
    id: 'follow_user/update',
    method: 'POST',
    path: '/user_account/following/{username}',
    category: 'org_write',
    scopes: write,
    params: schemas.usernameParams,
    body: schemas.followBody,
    handle: ({ sandbox, caller, params }) => {
      const user = knownUser(sandbox, params.username);
      const following = [...new Set([...caller.user.following, user.username])];
      sandbox.store.put('users', { ...caller.user, following });
      return { status: 200, body: summary(user) };
    },
  }),
  operation({
    id: 'boards_user_follows/list',
    method: 'GET',
    path: '/user_account/following/boards',
    category: 'org_read',
    scopes: read,
    appToken: true,
    query: schemas.pagingQuery,
    handle: ({ sandbox, caller, query }) => {
      const followed = new Set(followedBy(sandbox, caller.user).map((user) => user.id));
      const boards = [...sandbox.store.all('boards')].filter(
        (board) =>
          followed.has(board.ownerId) && board.privacy === 'PUBLIC' && !listsBoard(caller, board),
      );
      const { items, bookmark } = page(boards, query, (board) => board.id, 'oldest');
      return { status: 200, body: { items: items.map((b) => wireBoard(sandbox, b)), bookmark } };
    },
  }),
  operation({
    id: 'user_account/followed_interests',
    method: 'GET',
    path: '/users/{username}/interests/follow',
    category: 'org_read',
    scopes: read,
    appToken: true,
    params: schemas.usernameParams,
    query: schemas.ownPagingQuery,
    handle: ({ sandbox, params }) => {
      // The API cannot follow an interest, so the list of a known user is empty.
      knownUser(sandbox, params.username);
      return { status: 200, body: { items: [], bookmark: null } };
    },
  }),
  operation({
    id: 'user_websites/get',
    method: 'GET',
    path: '/user_account/websites',
    category: 'org_read',
    scopes: read,
    query: schemas.ownPagingQuery,
    handle: ({ caller, query }) => {
      const sites = [...caller.user.websites].sort((a, b) => (a.website < b.website ? -1 : 1));
      const { items, bookmark } = page(sites, query, (site) => site.website, 'oldest');
      return { status: 200, body: { items: items.map(wireWebsite), bookmark } };
    },
  }),
  operation({
    id: 'verify_website/update',
    method: 'POST',
    path: '/user_account/websites',
    category: 'org_write',
    scopes: write,
    query: schemas.accountQuery,
    body: schemas.websiteBody,
    handle: ({ sandbox, caller, body }) => {
      // The sandbox does not fetch the site; every claim succeeds.
      const site = { website: body.website, verifiedAt: sandbox.clock.now() };
      const others = caller.user.websites.filter((known) => known.website !== site.website);
      sandbox.store.put('users', { ...caller.user, websites: [...others, site] });
      return { status: 200, body: wireWebsite(site) };
    },
  }),
  operation({
    id: 'unverify_website/delete',
    method: 'DELETE',
    path: '/user_account/websites',
    category: 'org_write',
    scopes: write,
    query: schemas.websiteQuery,
    handle: ({ sandbox, caller, query }) => {
      const websites = caller.user.websites.filter((site) => site.website !== query.website);
      if (websites.length === caller.user.websites.length) throw errors.websiteNotFound();
      sandbox.store.put('users', { ...caller.user, websites });
      return { status: 204 };
    },
  }),
  operation({
    id: 'website_verification/get',
    method: 'GET',
    path: '/user_account/websites/verification',
    category: 'org_read',
    scopes: read,
    appToken: true,
    query: schemas.accountQuery,
    handle: ({ caller }) => {
      const code = createHash('sha256').update(caller.user.id).digest('hex').slice(0, 32);
      return {
        status: 200,
        body: {
          verification_code: code,
          dns_txt_record: `pinterest-site-verification=${code}`,
          metatag: `<meta name="p:domain_verify" content="${code}"/>`,
          filename: `pinterest-${code.slice(0, 5)}.html`,
          file_content: code,
        },
      };
    },
  }),
];

function knownUser({ store }: SandboxContext, username: string): User {
  const user = userNamed(store, username);
  if (user === undefined) throw errors.userNotFound();
  return user;
}

function followedBy(sandbox: SandboxContext, user: User): User[] {
  return [...sandbox.store.all('users')].filter((other) => user.following.includes(other.username));
}

/** One picture in every size: avatars are drawn. */
function linkedBusiness({ url }: SandboxContext, username: string) {
  const picture = `${url}/avatar/${username}.svg`;
  return {
    username,
    image_small_url: picture,
    image_medium_url: picture,
    image_large_url: picture,
    image_xlarge_url: picture,
  };
}

function summary(user: User) {
  return { username: user.username, type: 'user' };
}

function wireWebsite(site: { website: string; verifiedAt: number }) {
  const verifiedAt = new Date(site.verifiedAt).toISOString().replace('Z', '');
  return { website: site.website, status: 'success', verified_at: verifiedAt };
}
