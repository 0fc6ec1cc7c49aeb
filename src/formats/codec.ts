/** What an Emscripten module exports: a function that makes an instance of it. */
type Factory<T> = (options: {
  instantiateWasm(imports: WebAssembly.Imports, receive: (instance: WebAssembly.Instance) => void): object;
  print(): void;
  printErr(): void;
}) => Promise<T>;

/** What `import()` gives of the script and of the `?url` of the WebAssembly file of a codec. */
type PageFiles = readonly [Promise<{ readonly default: unknown }>, Promise<{ readonly default: string }>];

/** The codecs of @cornerstonejs that run in WebAssembly; each package has its files under the same two names. */
export type CodecName = 'codec-libjpeg-turbo-8bit' | 'codec-charls' | 'codec-openjpeg';

/** An instance of a codec in the browser, from files of our own origin. Rejects, with the address, when one does not arrive. */
export async function pageCodec<T>([script, wasm]: PageFiles): Promise<T> {
  const [{ default: factory }, { default: address }] = await Promise.all([script, wasm]);
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} could not be loaded (${response.status})`);
  return instanceOf<T>(factory, new Uint8Array(await response.arrayBuffer()));
}

/**
 * An instance of a codec in Node: beside the bundle of the command line, where the build puts its files (vite.config.ts), or in the
 * source tree from its package. It is no part of the bundle, so that a run without it does not load it. Rejects when it is not there.
 */
export async function nodeCodec<T>(name: CodecName): Promise<T> {
  const require = process.getBuiltinModule('node:module').createRequire(import.meta.url);
  const isBuilt = import.meta.env.MODE === 'cli';
  const script = isBuilt ? `./codecs/${name}.cjs` : `@cornerstonejs/${name}/decodewasmjs`;
  const wasm = isBuilt ? `./codecs/${name}.wasm` : `@cornerstonejs/${name}/decodewasm`;
  return instanceOf<T>(require(script), process.getBuiltinModule('node:fs').readFileSync(require.resolve(wasm)));
}

/** A codec is compiled once on each thread; instances are made anew, since what has failed once may be in any state. */
const compiled = new Map<unknown, Promise<WebAssembly.Module>>();

/** What a codec has to say goes into our own errors, not onto the console. */
async function instanceOf<T>(factory: unknown, wasm: Uint8Array<ArrayBuffer>): Promise<T> {
  const compiling = compiled.get(factory) ?? WebAssembly.compile(wasm);
  compiled.set(factory, compiling);
  const module = await compiling;
  return new Promise((resolve, reject) => {
    const instantiateWasm = (imports: WebAssembly.Imports, receive: (instance: WebAssembly.Instance) => void) => {
      WebAssembly.instantiate(module, imports).then(receive, reject);
      return {};
    };
    (factory as Factory<T>)({ instantiateWasm, print: () => {}, printErr: () => {} }).then(resolve, reject);
  });
}

/** An instance whose memory has grown above this is not kept. */
const keptBytes = 32 * 2 ** 20;

/**
 * A codec of this thread, loaded on first use and kept from one picture to the next: what it is given decodes with it. Memory of
 * WebAssembly never shrinks, and what has failed once (`undefined`) may be in any state, so neither is kept. Rejects as `load` does.
 */
export function keptCodec<T>(load: () => Promise<T>) {
  let loaded: Promise<T> | undefined;
  return async <D extends { readonly bytes: Uint8Array }>(decode: (codec: T) => D | undefined) => {
    loaded ??= load();
    const codec = await loaded.catch((error: unknown) => {
      loaded = undefined;
      throw error;
    });
    const decoded = decode(codec);
    if (!decoded || decoded.bytes.length > keptBytes) loaded = undefined;
    return decoded;
  };
}
