export { callerOf, type Caller } from './caller.ts';
export { describeDoor, openApiOf } from './openapi.ts';
export { deletePost, publishedPin } from './posts.ts';
export { registerCalls, type DoorOptions } from './register.ts';
export { route, type Route } from './route.ts';
export { translateProblem, type Words } from './words.ts';
