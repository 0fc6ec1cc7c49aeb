/** What the worker found: the hash, or why the file could not be read. */
export type HashAnswer = { readonly hash: string } | { readonly error: string };

/**
 * SHA-256 of a file's content, hexadecimal. In a worker of its own: on the page's thread the bytes of a large file would be copied
 * twice, which blocks it (62 ms for 33 MB). Throws the reason when the file cannot be read.
 */
export function hashFile(file: Blob): Promise<string> {
  const worker = new Worker(new URL('./hashWorker.ts', import.meta.url), { type: 'module' });
  const answer = new Promise<string>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<HashAnswer>) => {
      if ('hash' in data) resolve(data.hash);
      else reject(new Error(data.error));
    };
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(event.message || 'the worker could not be started'));
    };
    worker.postMessage(file);
  });
  return answer.finally(() => worker.terminate());
}
