/** The boards of the demo's account; the sandbox of a first start has them, with older Pins on them. */
export const demoBoards = [
  { name: 'Kitchens', description: 'Worktops, light and storage' },
  { name: 'Small gardens', description: 'Green corners for balconies and courtyards' },
  { name: 'Reading nooks', description: 'Quiet places for a book' },
];
