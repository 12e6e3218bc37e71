import { build, checkNode, install } from './prepare.js';

checkNode();
await install();
await build();
