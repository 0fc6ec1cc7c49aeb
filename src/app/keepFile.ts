/** What the worker tells: the hash, whether the file lies in the storage now, or why it could not be read. */
export type KeepAnswer = { readonly hash: string } | { readonly isKept: boolean } | { readonly error: string };

/** A file under the hash of its content, and whether the browser's storage took it, which takes longer. */
export interface KeptFile {
  /** SHA-256 of the content, hexadecimal. */
  readonly hash: string;
  readonly isKept: Promise<boolean>;
}

/**
 * Hashes a file and puts it into the browser's storage under its hash. In a worker of its own: on the page's thread the bytes of a
 * large file would be copied twice, which blocks it (62 ms for 33 MB), and writing waits there for the disk. Rejects with the
 * reason when the file cannot be read; a storage that refuses it does not reject.
 */
export function keepFile(file: File): Promise<KeptFile> {
  const worker = new Worker(new URL('./fileWorker.ts', import.meta.url), { type: 'module' });
  let keep: (isKept: boolean) => void = () => {};
  const isKept = new Promise<boolean>((resolve) => {
    keep = resolve;
  });
  void isKept.then(() => worker.terminate());
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => {
      keep(false);
      reject(new Error(reason));
    };
    worker.onmessage = ({ data }: MessageEvent<KeepAnswer>) => {
      if ('hash' in data) resolve({ hash: data.hash, isKept });
      else if ('isKept' in data) keep(data.isKept);
      else fail(data.error);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      fail(event.message || 'the worker could not be started');
    };
    worker.postMessage(file);
  });
}
