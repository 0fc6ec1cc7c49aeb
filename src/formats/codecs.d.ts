/** The scripts of the codecs in WebAssembly, which come without types: codec.ts says what they are. */
declare module '@cornerstonejs/codec-*/decodewasmjs' {
  const factory: unknown;
  export default factory;
}
