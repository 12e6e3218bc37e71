export { createBox, UnreadableSecret, type Box } from './box.ts';
export { createPasswords, type Passwords } from './password.ts';
export { createSigner, type Signer } from './signer.ts';
