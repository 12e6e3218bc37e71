/** Stands in for the types that heic-decode does not bring. */
declare module 'heic-decode' {
  const decode: (input: { buffer: Uint8Array }) => Promise<{
    width: number;
    height: number;
    /** RGBA, upright. */
    data: Uint8ClampedArray;
  }>;
  export default decode;
}
