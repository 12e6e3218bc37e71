export * from './account.ts';
export * from './instance.ts';
export { readPostAliases } from './aliases.ts';
export * from './media.ts';
export * from './post.ts';
export * from './problem.ts';
export * from './values.ts';
