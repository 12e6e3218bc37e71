import { quarters } from '../pictures.ts';
import { post, target, type GoodCase, type GoodWorld, type Shown } from './case.ts';

const jpeg = () => quarters(200, 300).jpeg().toBuffer();
const one = async ({ upload }: GoodWorld) => ({ mediaIds: [await upload(jpeg())] });

/** One image whose words are what is tried. */
const words = (
  name: string,
  data: Record<string, unknown>,
  pin: Shown['pin'] = {},
  more: Record<string, unknown> = {},
): GoodCase => ({
  name,
  body: async (world) => post(world, { ...(await one(world)), ...more }, data),
  shown: [{ kind: 'image', pin }],
});

const heart = '🧡';
const family = '👩‍👩‍👧';
const link = (length: number) => `https://example.com/${'x'.repeat(length - 20)}`;

const limits: GoodCase[] = [
  words('a title of 100', { title: 't'.repeat(100) }, { title: 't'.repeat(100) }),
  words('a title of 100 emoji', { title: heart.repeat(100) }, { title: heart.repeat(100) }),
  words('a title of 100 with families', { title: family.repeat(20) }, { title: family.repeat(20) }),
  words('a description of 800', {}, { description: 'd'.repeat(800) }, { content: 'd'.repeat(800) }),
  words(
    'a description of 800 emoji',
    {},
    { description: heart.repeat(800) },
    { content: heart.repeat(800) },
  ),
  words('an alt text of 500', { altText: 'a'.repeat(500) }, { altText: 'a'.repeat(500) }),
  words('an alt text of 500 emoji', { altText: heart.repeat(500) }, { altText: heart.repeat(500) }),
  words('a link of 2048', { link: link(2048) }, { link: link(2048) }),
  words(
    'several lines',
    {},
    { description: 'One\n\nTwo\tthree' },
    { content: 'One\n\nTwo\tthree' },
  ),
  words('text from right to left', { title: 'מטבח קטן' }, { title: 'מטבח קטן' }),
  words('markup as text', { title: '<b>"Tea" & {toast}</b>' }, { title: '<b>"Tea" & {toast}</b>' }),
  words('characters that are not to be seen', { title: 'a\u0000b\u200bc' }),
  words('no text at all', { title: undefined }, { description: null }, { content: '' }),
  words(
    'the first line as title',
    { title: undefined },
    { title: 'Oak and brass' },
    { content: '\nOak and brass\nMore' },
  ),
  words(
    'a title for all',
    { title: undefined },
    { title: 'For all of them' },
    { title: 'For all of them' },
  ),
];

const fields: GoodCase[] = [
  words(
    'a link with everything',
    { link: 'https://example.com/a/b?c=d&e=%20#f' },
    { link: 'https://example.com/a/b?c=d&e=%20#f' },
  ),
  words(
    'a link with a port',
    { link: 'https://example.com:8443/' },
    { link: 'https://example.com:8443/' },
  ),
  words('a link in another script', { link: 'https://küche.example/töpfe' }),
  words(
    'a link of an address',
    { link: 'https://93.184.216.34/' },
    { link: 'https://93.184.216.34/' },
  ),
  words('no link, said so', { link: null }, { link: null }),
  words('an empty link', { link: '' }, { link: null }),
  words('a colour', { dominantColor: '#6E7874' }, { dominantColor: '#6E7874' }),
  words('a colour by its other name', { dominant_color: '#aabbcc' }, { dominantColor: '#aabbcc' }),
  words(
    'an alt text by its other name',
    { alt_text: 'Four quarters' },
    { altText: 'Four quarters' },
  ),
  words(
    'a link by its other name',
    { url: 'https://example.com/by-url' },
    { link: 'https://example.com/by-url' },
  ),
  words('made with AI', { isAiGenerated: true }, { aiDisclosures: ['AI_MODIFIED'] }),
  words('not made with AI', { isAiGenerated: false }, { aiDisclosures: [] }),
  words(
    'a synthetic performer',
    { aiDisclosures: ['SYNTHETIC_PERFORMER'] },
    { aiDisclosures: ['SYNTHETIC_PERFORMER'] },
  ),
  words(
    'tags, metadata and other company',
    {},
    {},
    { tags: ['a'], hashtags: ['#b'], mentions: ['@c'], metadata: { d: { e: [1, null] } } },
  ),
  {
    name: 'an alt text beside the medium',
    body: async (world) => {
      const url = await world.serve('/alt', jpeg());
      return post(world, {
        mediaItems: [{ url, type: 'image', altText: 'Four quarters', filename: 'a.jpg' }],
      });
    },
    shown: [{ kind: 'image', pin: { altText: 'Four quarters' } }],
  },
];

const boardPin = (board: string) => (world: GoodWorld) => [
  { kind: 'image' as const, pin: { boardId: world.product.boards[board] ?? '' } },
];
const onBoard = (
  name: string,
  data: (world: GoodWorld) => Record<string, unknown>,
  board: string,
): GoodCase => ({
  name,
  body: async (world) => post(world, await one(world), { boardId: undefined, ...data(world) }),
  shown: boardPin(board),
});

const places: GoodCase[] = [
  onBoard(
    'a board by its id',
    ({ product }) => ({ boardId: product.boards['Reading nooks'] }),
    'Reading nooks',
  ),
  onBoard('a board by its name', () => ({ boardId: 'Small gardens' }), 'Small gardens'),
  onBoard(
    'a board by its name with blanks',
    () => ({ boardId: ' Small gardens ' }),
    'Small gardens',
  ),
  onBoard(
    'a board as board_id',
    ({ product }) => ({ board_id: product.boards['Kitchens'] }),
    'Kitchens',
  ),
  onBoard('a board as board', () => ({ board: 'Reading nooks' }), 'Reading nooks'),
  ...['boardSectionId', 'board_section_id'].map((field): GoodCase => ({
    name: `a section by ${field}`,
    body: async (world) => post(world, await one(world), { [field]: world.sectionId }),
    shown: (world) => [{ kind: 'image', pin: { sectionId: world.sectionId } }],
  })),
  words('no section, said so', { boardSectionId: null }, { sectionId: null }),
];

const several: GoodCase[] = [
  {
    name: 'three boards at once',
    body: async (world) => ({
      content: 'Three boards',
      ...(await one(world)),
      platforms: ['Kitchens', 'Small gardens', 'Reading nooks'].map((boardId) =>
        target(world, { boardId }),
      ),
    }),
    shown: ({ product }) =>
      ['Kitchens', 'Small gardens', 'Reading nooks'].map((name) => ({
        kind: 'image' as const,
        pin: { boardId: product.boards[name] ?? '' },
      })),
  },
  {
    name: 'text and media of its own for one of two targets',
    body: async (world) => ({
      content: 'For the first',
      ...(await one(world)),
      platforms: [
        target(world),
        target(
          world,
          {},
          {
            customContent: 'For the second',
            customMedia: [
              { url: await world.serve('/second', quarters(300, 300).jpeg().toBuffer()) },
            ],
          },
        ),
      ],
    }),
    shown: [
      { kind: 'image', sizes: [[200, 300]], pin: { description: 'For the first' } },
      { kind: 'image', sizes: [[300, 300]], pin: { description: 'For the second' } },
    ],
  },
  {
    name: 'uploaded media of its own, and none for all',
    body: async (world) => {
      const { mediaIds } = await one(world);
      return { content: 'Own', platforms: [target(world, {}, { mediaIds })] };
    },
    shown: [{ kind: 'image', sizes: [[200, 300]] }],
  },
];

const otherClients: GoodCase[] = [
  {
    name: "Postbreeze's flat shape",
    body: async (world) => ({
      content: 'Flat',
      ...(await one(world)),
      platforms: [
        {
          accountId: world.product.accountId,
          captionOverride: 'Flat, with words of its own',
          platformOptions: { platform: 'PINTEREST', board: 'Kitchens', title: 'Flat one' },
        },
      ],
    }),
    shown: [
      { kind: 'image', pin: { title: 'Flat one', description: 'Flat, with words of its own' } },
    ],
  },
  {
    name: "Postbreeze's nested shape",
    body: async (world) => ({
      caption: 'Nested',
      ...(await one(world)),
      scheduledAt: '2020-01-01T09:00:00Z',
      targets: [
        {
          socialAccountId: world.product.accountId,
          platformOptions: {
            platform: 'PINTEREST',
            board: 'Kitchens',
            title: 'Nested one',
            link: 'https://example.com/n',
          },
        },
      ],
    }),
    shown: [
      {
        kind: 'image',
        pin: { title: 'Nested one', description: 'Nested', link: 'https://example.com/n' },
      },
    ],
  },
  {
    name: "Zernio's shape with its own names",
    body: async (world) => ({
      content: 'Zernio',
      mediaItems: [{ type: 'image', url: await world.serve('/zernio.jpg', jpeg()) }],
      platforms: [
        {
          platform: 'pinterest',
          accountId: world.product.accountId,
          platformSpecificData: {
            board_id: world.product.boards['Kitchens'],
            url: 'https://example.com/z',
            title: 'Zernio one',
          },
        },
      ],
    }),
    shown: [{ kind: 'image', pin: { title: 'Zernio one', link: 'https://example.com/z' } }],
  },
  {
    name: 'platformSpecificContent, and a platform in capitals',
    body: async (world) => ({
      content: 'Capitals',
      ...(await one(world)),
      platforms: [
        {
          platform: 'Pinterest',
          accountId: world.product.accountId,
          platformSpecificContent: { boardId: 'Kitchens', title: 'Capital one' },
        },
      ],
    }),
    shown: [{ kind: 'image', pin: { title: 'Capital one' } }],
  },
];

const relations: GoodCase[] = [
  {
    name: 'a Pin that comes from another',
    body: async (world) => post(world, await one(world), { parentPinId: world.pinId }),
    shown: (world) => [{ kind: 'image', pin: { parentPinId: world.pinId } }],
  },
  {
    name: 'saving a Pin to another board',
    body: (world) =>
      Promise.resolve(
        post(
          world,
          { content: undefined },
          { savePinId: world.pinId, boardId: 'Reading nooks', title: undefined },
        ),
      ),
    shown: ({ product }) => [
      { kind: 'image', pin: { boardId: product.boards['Reading nooks'] ?? '' } },
    ],
  },
];

export const wordings: GoodCase[] = [
  ...limits,
  ...fields,
  ...places,
  ...several,
  ...otherClients,
  ...relations,
];
