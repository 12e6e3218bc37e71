import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createProgram } from '../../src/cli/program.ts';
import type { BoardList, CreatedPost, PostList, Timeline } from '../../src/sdk/index.ts';
import { makeNoise, makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { pinsTitled } from '../harness/publishing.ts';
import { bundleCli, type RunCli } from '../harness/run-cli.ts';

let product: Product;
let dir: string;
let photo: string;
let runCli: RunCli;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'linchpin-cli-'));
  [product, runCli] = await Promise.all([startProduct(), bundleCli(join(dir, 'program'))]);
  photo = join(dir, 'photo.jpg');
  writeFileSync(photo, await makePicture());
});
afterAll(async () => {
  await product.close();
  rmSync(dir, { recursive: true, force: true });
});

/** The command line as on the machine of the server, which keeps the address and the key. */
const linchpin = (...args: string[]) =>
  runCli(args, {
    LINCHPIN_DATA_DIR: join(dir, 'data'),
    LINCHPIN_PUBLIC_URL: product.url,
    LINCHPIN_API_KEY: product.apiKey,
  });

const publish = (image: string, board: string, ...more: string[]) =>
  linchpin('publish', image, '--board', board, ...more);

describe('linchpin check', () => {
  test('says everything by the names of the options, and mends what it can', async () => {
    const wrong = ['--board', 'Kitchns', '--link', 'http://example.com/x'];
    const { code, stdout } = await linchpin('check', photo, ...wrong, '--repair');
    expect(code).toBe(3);
    expect(stdout).toMatch(
      /✗ .*Did you mean "Kitchens"\? \(--board\)\n {2}Choose one of the boards.*"linchpin boards" lists them/,
    );
    expect(stdout).toMatch(/✗ .*http:\/\/.* \(--link\)\n/);
    expect(stdout).toMatch(/↻ --link: "http:\/\/example.com\/x" → "https:\/\/example.com\/x"/);
    expect(stdout).toMatch(/Look at it: http/);
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^✗ /);
  });

  test('a good Pin: hints only when they are asked for, and the verdict last', async () => {
    const quiet = await linchpin('check', photo, '--board', 'Kitchens');
    expect(quiet.code).toBe(0);
    expect(quiet.stdout).toMatch(/· \d hints: add -v\n✓ Ready to publish/);
    expect(quiet.stdout).not.toContain('✗');
    expect(quiet.stderr).toBe('✓ Uploading photo.jpg\n');
    const verbose = await linchpin('check', photo, '--board', 'Kitchens', '-v');
    expect(verbose.stdout).toMatch(/^· .*no title/m);
    expect(verbose.stdout).not.toContain('add -v');
  });

  test('the worst first', async () => {
    // Two Pins for one board in a minute are advised against, and the title is too long.
    const words = ['--title', 't'.repeat(101), '--link', 'https://localhost/x'];
    const { stdout } = await linchpin('check', photo, '--board', 'Kitchens', ...words, '-v');
    const marks = stdout.split('\n').flatMap((line) => /^[✗!·]/.exec(line)?.[0] ?? []);
    const verdict = marks.pop();
    expect(verdict).toBe('✗');
    expect(marks).toContain('✗');
    expect(marks).toContain('·');
    expect(marks).toEqual(marks.toSorted((a, b) => '✗!·'.indexOf(a) - '✗!·'.indexOf(b)));
  });

  test('a post as a file: what is no post is said', async () => {
    const broken = join(dir, 'broken.json');
    writeFileSync(broken, '[1,');
    const { code, stderr } = await linchpin('check', broken);
    expect([code, stderr]).toEqual([2, expect.stringContaining('holds no JSON object')]);
    expect((await linchpin('check', 'nothing.json')).code).toBe(2);
  });
});

describe('linchpin publish', () => {
  test('uploads a photo and says where the Pin is', async () => {
    const words = ['--description', 'A text', '--alt', 'A brown wall', '--title', 'From the shell'];
    const link = ['--link', 'https://example.com/s'];
    const { code, stdout, stderr } = await publish(photo, 'Kitchens', ...words, ...link);
    expect(stderr).toMatch(
      /^✓ Finding the account\n✓ Uploading photo\.jpg\n✓ Publishing\n! \d warnings/,
    );
    expect(stderr).toContain('  The page behind the link');
    expect(code).toBe(0);
    const [pin] = pinsTitled(product, 'From the shell');
    expect(pin).toMatchObject({
      boardId: product.boards['Kitchens'],
      description: 'A text',
      link: 'https://example.com/s',
      altText: 'A brown wall',
    });
    expect(stdout).toMatch(/^Post published\.\n/);
    expect(stdout).toMatch(/^ {2}Title +From the shell$/m);
    expect(stdout).toMatch(/^ {2}Board +Kitchens$/m);
    expect(stdout).toContain(`${product.sandbox.url}/pin/${pin?.id}/`);
  });

  test('--json: one document on stdout and nothing beside it', async () => {
    const large = join(dir, 'large.jpg');
    writeFileSync(large, await makeNoise(1500, 2000));
    const { code, stdout, stderr } = await publish(
      large,
      'Kitchens',
      '--title',
      'As JSON',
      '--json',
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { post } = JSON.parse(stdout) as CreatedPost;
    expect(post).toMatchObject({ status: 'published' });
    expect(pinsTitled(product, 'As JSON')).toMatchObject([
      { id: post.platforms[0]?.platformPostId },
    ]);
  });

  test('later: says the local time it was given', async () => {
    const time = ['--at', '2099-07-01T09:00', '--timezone', 'Europe/Berlin'];
    const { code, stdout } = await publish(photo, 'Small gardens', '--title', 'Later', ...time);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Post scheduled\.$/m);
    expect(stdout).toMatch(/^ {2}Goes out +2099-07-01 09:00 \(Europe\/Berlin\)$/m);
    const { posts } = await product.client.posts.list({ search: 'Later' });
    expect(posts).toMatchObject([{ scheduledFor: '2099-07-01T07:00:00.000Z' }]);
  });

  test('everything that is wrong at once, by the names of the options', async () => {
    const wrong = ['--title', 't'.repeat(101), '--link', 'http://example.com', '--at', 'tomorrow'];
    const { code, stdout, stderr } = await publish(photo, 'Kitchns', ...wrong);
    expect(code).toBe(3);
    expect(stdout).toBe('');
    expect(stderr).toContain('has no board "Kitchns". Did you mean "Kitchens"? (--board)');
    expect(stderr).toContain('"linchpin boards" lists them');
    expect(stderr).toContain('The title has 101 characters; Pinterest takes 100. (--title)');
    expect(stderr).toMatch(/begins with http:\/\/, not https:\/\/\. \(--link\)/);
    expect(stderr).toMatch(/"tomorrow" is not a date and time such as 2026-12-01T09:00\. \(--at\)/);
    expect(stderr).not.toMatch(/platforms\[0\]|GET \/api/);
  });

  test('--json: what is wrong is JSON too', async () => {
    const { code, stdout } = await publish(photo, 'Kitchns', '--json');
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({
      problems: [{ code: 'PIN_BOARD_NOT_FOUND', fix: expect.any(String) }],
    });
  });

  test('a board that was made a moment ago is found', async () => {
    await product.app.access.use(product.identityId, (client) =>
      client.boards.create({ name: 'Brand new' }),
    );
    const { code } = await publish(photo, 'Brand new', '--title', 'Fresh');
    expect(code).toBe(0);
    expect(pinsTitled(product, 'Fresh')).toHaveLength(1);
  });

  test('what Pinterest refused: its reason, the fix, and exit code 4', async () => {
    product.sandbox.control.addFault({
      match: { operation: 'pins/create', times: 1 },
      then: { status: 404, body: { code: 40, message: 'Board not found.' } },
    });
    const { code, stdout, stderr } = await publish(photo, 'Kitchens');
    expect(code).toBe(4);
    expect(stderr).toContain('✗ Publishing');
    expect(stdout).toMatch(/Problem +The board does not exist on Pinterest any more\./);
    expect(stdout).toMatch(/Fix +Choose another board and publish again\./);
  });

  test.each([
    ['a file that is not there', 'nothing.jpg', 2, /There is no file nothing\.jpg\.\n {2}Check/],
    ['a folder', 'src', 2, /src cannot be read: it is a folder/],
    ['a file that is no picture', 'package.json', 3, /JSON.*\n {2}Export it as JPEG/],
  ])('%s', async (_name, source, exitCode, message) => {
    const { code, stderr } = await publish(source, 'Kitchens');
    expect(code).toBe(exitCode);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/ {4}at /);
  });

  test('without a board: says which option is missing', async () => {
    const { code, stderr } = await linchpin('publish', photo);
    expect(code).toBe(2);
    expect(stderr).toMatch(/--board.*not specified[^]*--help/);
  });
});

describe.concurrent('linchpin boards, posts and doctor', () => {
  test('boards: an aligned table', async () => {
    const { code, stdout } = await linchpin('boards');
    expect(code).toBe(0);
    const [head = '', ...rows] = stdout.trimEnd().split('\n');
    expect(head).toMatch(/^Board +Id +Privacy +Pins$/);
    const at = head.indexOf('Id');
    for (const [name, id] of Object.entries(product.boards))
      expect(rows.find((row) => row.startsWith(`${name}  `))?.slice(at)).toMatch(
        new RegExp(`^${id}  +public  +\\d+$`),
      );
  });

  test('boards --json', async () => {
    const { stdout } = await linchpin('boards', '--json');
    const { boards } = JSON.parse(stdout) as BoardList;
    expect(boards.map(({ name }) => name)).toEqual(expect.arrayContaining(['Kitchens']));
  });

  test('boards create: says what was made, and where the same name is', async () => {
    const made = await linchpin('boards', 'create', 'From a terminal', '--privacy', 'protected');
    expect([made.code, made.stderr]).toEqual([0, '']);
    expect(made.stdout).toMatch(/^Made the board "From a terminal" \(\d+\)\.\n$/);
    const again = await linchpin('boards', 'create', 'From a terminal');
    expect(again.code).toBe(3);
    expect(again.stderr).toMatch(
      /already has a board named "From a terminal"[^]*"linchpin boards" lists them/,
    );
  });

  test('posts: the demo among them; by status; as JSON', async () => {
    const { code, stdout } = await linchpin('posts');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Post +Status +When \(UTC\) +Board +Title +Result$/m);
    expect(stdout).toMatch(
      /^[0-9a-f]{24} +published +\d{4}-\d\d-\d\d \d\d:\d\d +Kitchens +A small kitchen.*http/m,
    );
    const none = await linchpin('posts', '--status', 'cancelled');
    expect(none.stdout).toBe('No such posts.\n');
    const json = await linchpin('posts', '--json', '--limit', '1');
    expect((JSON.parse(json.stdout) as PostList).posts).toHaveLength(1);
  });

  test.each([
    [['posts', '--limit', 'many'], /--limit.*'many'.*number from 1 to 500/, 2],
    [['posts', '--status', 'posted'], /--status.*'posted'.*published/, 2],
    [['boards', '--account', 'nobody'], /no account "nobody"[^]*linchpin_demo/, 2],
    [['frobnicate'], /unknown command 'frobnicate'/, 2],
    [['boards', '--key', 'wrong'], /Unauthorized\n {2}Give the right key with --key/, 3],
  ])('%j: says what would be right', async (args, message, exitCode) => {
    const { code, stdout, stderr } = await linchpin(...args);
    expect(code).toBe(exitCode);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
  });

  test('timeline: what happened to a Pin, line by line', async () => {
    const made = JSON.parse(
      (await publish(photo, 'Kitchens', '--title', 'Told', '--json')).stdout,
    ) as CreatedPost;
    const { code, stdout } = await linchpin('timeline', made.post._id);
    expect(code).toBe(0);
    const time = String.raw`\d\d:\d\d:\d\d\.\d{3}`;
    expect(stdout).toMatch(
      new RegExp(
        [
          '^Told on Kitchens  published',
          String.raw`  \d{4}-\d\d-\d\d \(UTC\)`,
          `  ${time}  accepted   Accepted, to go out at once\\.`,
          `  ${time}  request    Pinterest was asked to create the Pin: done in \\d+ m?s\\.`,
          `  ${time}  published  Published as Pin \\d+\\.\n$`,
        ].join('\n'),
      ),
    );
    const json = JSON.parse(
      (await linchpin('timeline', made.post._id, '--json')).stdout,
    ) as Timeline;
    expect(json.pins[0]?.entries.map(({ kind }) => kind)).toEqual([
      'accepted',
      'request',
      'published',
    ]);
    const unknown = await linchpin('timeline', 'ffffffffffffffffffffffff');
    expect(unknown.code).toBe(3);
    expect(unknown.stderr).toMatch(/^✗ /);
  });

  test('doctor: everything is well', async () => {
    const { code, stdout } = await linchpin('doctor');
    expect(stdout).not.toContain('✗');
    expect(code).toBe(0);
    for (const name of [
      'Node.js',
      'Data directory',
      'Server',
      'API key',
      'Pinterest',
      'Database',
      'Publisher',
      'Due Pins',
      'Accounts',
    ])
      expect(stdout).toMatch(new RegExp(`^✓ ${name} `, 'm'));
    expect(stdout).toMatch(/✓ linchpin_demo +\d boards/);
    const json = JSON.parse((await linchpin('doctor', '--json')).stdout) as { healthy: boolean };
    expect(json.healthy).toBe(true);
  });

  test('doctor: what is wrong, and what to do', async () => {
    const wrongKey = await linchpin('doctor', '--key', 'wrong');
    expect(wrongKey.code).toBe(1);
    expect(wrongKey.stdout).toMatch(/✗ API key +Unauthorized\n +\S/);
    const noKey = await runCli(['doctor', '--server', product.url], {
      LINCHPIN_DATA_DIR: join(dir, 'data'),
    });
    expect(noKey.code).toBe(1);
    expect(noKey.stdout).toMatch(/✗ API key +none is known\n +Start the server once/);
  });
});

describe.concurrent('--help', () => {
  test('lists the verbs, each with what it does', async () => {
    const { code, stdout } = await linchpin('--help');
    expect(code).toBe(0);
    for (const verb of [
      'serve',
      'worker',
      'sandbox',
      'migrate',
      'publish',
      'boards',
      'posts',
      'timeline',
      'doctor',
    ])
      expect(stdout).toMatch(new RegExp(`^  ${verb}\\b.*  \\w+`, 'm'));
  });

  test('names the exit codes', async () => {
    const { stdout } = await linchpin('--help');
    for (const line of ['2  the command itself is wrong', '5  no Linchpin server answers'])
      expect(stdout).toContain(line);
  });

  test('every command fits into 80 columns', () => {
    const { commands } = createProgram();
    expect(commands.length).toBeGreaterThan(20);
    // The settings of `serve` are a table of their own.
    for (const command of commands.filter((one) => one.name() !== 'serve')) {
      let help = '';
      command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
      expect(help).toContain(`linchpin ${command.name()}`);
      expect(help.split('\n').filter((line) => line.length > 80)).toEqual([]);
      expect(help).not.toContain('default: ""');
    }
  });

  test('publish: the limits and examples that can be pasted', async () => {
    const { stdout } = await linchpin('publish', '--help');
    expect(stdout).toMatch(/--title.*100/);
    expect(stdout).toMatch(/Examples:\n {2}linchpin publish photo\.jpg --board Kitchens/);
  });

  test('serve: every setting and what applies without it', async () => {
    const { stdout } = await linchpin('serve', '--help');
    for (const name of [
      'LINCHPIN_PORT',
      'DATABASE_URL',
      'PINTEREST_APP_ID',
      'LINCHPIN_SANDBOX_PORT',
    ])
      expect(stdout).toMatch(new RegExp(`^  ${name} +\\S.*\\[.+\\]$`, 'm'));
  });

  test('--version', async () => {
    const { stdout } = await linchpin('--version');
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('linchpin spacing', () => {
  const rules = async () => (await product.client.spacing.get(product.accountId)).rules;

  test('shows the rules, and which of them are defaults', async () => {
    const { code, stdout } = await linchpin('spacing');
    expect(code).toBe(0);
    expect(stdout).toMatch(/Mode +advise +--mode +default\n/);
    expect(stdout).toMatch(/Same link +48 hours +--link-gap +default\n/);
    expect(stdout).toMatch(/The account counts as new until \d{4}-/);
    expect(stdout).toMatch(/Next free time: \d{4}-/);
  });

  test('changes what is named and nothing else', async () => {
    const before = await rules();
    const { stdout } = await linchpin('spacing', '--min-gap', '15', '--image-gap', 'off');
    expect(stdout).toMatch(/Between two Pins +15 minutes +--min-gap +default: 10 minutes\n/);
    const { warmUp, ...kept } = before;
    expect(await rules()).toEqual({ ...kept, minGapMinutes: 15, imageGapHours: null, warmUp });
    const json = await linchpin('spacing', '--warm-up-days', 'off', '--json');
    expect(JSON.parse(json.stdout)).toMatchObject({ isDefault: false, rules: { warmUp: null } });
  });

  test('refuses what makes no sense, by the names of the options', async () => {
    const before = await rules();
    const tooMany = await linchpin('spacing', '--per-day', '1000', '--min-gap', '99999');
    expect(tooMany.code).toBe(3);
    expect(tooMany.stderr).toMatch(/at most 1440\. \(--min-gap\)/);
    expect(tooMany.stderr).toMatch(/at most 200\. \(--per-day\)/);
    expect((await linchpin('spacing', '--min-gap', 'soon')).stderr).toContain(
      'whole number, or off',
    );
    expect(await rules()).toEqual(before);
  });

  test('a moved Pin is announced where it is published', async () => {
    await linchpin('spacing', '--mode', 'enforce');
    const { code, stdout, stderr } = await publish(photo, 'Kitchens', '--title', 'Later');
    await linchpin('spacing', '--mode', 'advise');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Post scheduled\./);
    expect(stderr).toMatch(/! The Pin goes out at .* at least 15 minutes between two Pins/);
    expect(stderr).toContain('"linchpin spacing" shows the rules');
  });
});
