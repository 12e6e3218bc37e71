export {
  createClient,
  type LinchpinClient,
  type NewPost,
  type NewUpload,
  type PostFilter,
} from './client.ts';
export { LinchpinApiError } from './errors.ts';
export type { ClientOptions } from './transport.ts';
export type {
  Account,
  AccountList,
  Board,
  BoardList,
  CreatedPost,
  DirectUpload,
  Instance,
  Media,
  Post,
  PostList,
  PresignedUpload,
  ProblemBody,
  Target,
} from '../contract/index.ts';
