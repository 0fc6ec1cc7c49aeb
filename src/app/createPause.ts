/** How long work on the page's thread may last in one piece, milliseconds; half a frame. */
const longest = 8;

/**
 * For work in many small parts: called between two of them, it lets the page draw and take input when the parts since the last time
 * have lasted long enough. Tells whether the work is still wanted.
 */
export function createPause(signal: AbortSignal): () => Promise<boolean> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since > longest) {
      await new Promise((resolve) => setTimeout(resolve));
      since = performance.now();
    }
    return !signal.aborted;
  };
}
