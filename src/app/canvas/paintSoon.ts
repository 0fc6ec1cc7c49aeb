/** How long the page may be busy before a small picture is painted all the same, ms. */
const longestWait = 1000;

/** Runs what is not urgent when the page has nothing else to do. Returns the way to take it back. */
export function paintSoon(paint: () => void): () => void {
  // Not everywhere there: then it is painted a little later.
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(paint, 100);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(paint, { timeout: longestWait });
  return () => cancelIdleCallback(handle);
}
