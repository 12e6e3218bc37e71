import { build, checkNode, install } from './prepare.js';

checkNode();
try {
  await install();
  await build();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
