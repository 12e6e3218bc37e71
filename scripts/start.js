// npm start: from a bare clone to a running server.
import { build, checkNode, install, root } from './prepare.js';

checkNode();
try {
  await install();
  await build();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
process.argv.splice(2, process.argv.length, 'serve');
await import(`file://${root}/dist/main.js`);
