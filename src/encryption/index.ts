export { createBox, UnreadableSecret, type Box } from './box.ts';
export { createSigner, type Signer } from './signer.ts';
