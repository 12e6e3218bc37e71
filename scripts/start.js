// npm start: from a bare clone to a running server.
import { build, checkNode, install, root } from './prepare.js';

checkNode();
// As the server decides it: progress for people, or a log for machines.
const asLog =
  (process.env.LINCHPIN_LOG_FORMAT || (process.stderr.isTTY ? 'pretty' : 'json')) === 'json';
try {
  await install(asLog);
  await build(asLog);
} catch (error) {
  if (!asLog) console.error(error.message); // Else logged by the step.
  if (error.code === 'EACCES')
    console.error(
      `  Start Linchpin as the user who owns ${root}, or run "npm run build" as that user.`,
    );
  process.exit(1);
}
process.argv.splice(2, process.argv.length, 'serve');
await import(`file://${root}/dist/main.js`);
