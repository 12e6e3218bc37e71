// npm start: from a bare clone to a running server.
import { build, checkNode, install, root } from './prepare.js';

checkNode();
try {
  await install();
  await build();
} catch (error) {
  console.error(error.message);
  if (error.code === 'EACCES')
    console.error(
      `  Start Linchpin as the user who owns ${root}, or run "npm run build" as that user.`,
    );
  process.exit(1);
}
process.argv.splice(2, process.argv.length, 'serve');
await import(`file://${root}/dist/main.js`);
