const enough = 2 ** 28;

/**
 * Tells the garbage collector of this thread how much shared memory has come in, in bytes; once that is much, it begins to
 * collect. Not at once, but when the task is done that the memory came with.
 */
export function createNudge(): (bytes: number) => void {
  let seen = 0;
  let isSoon = false;
  const nudge = () => {
    isSoon = false;
    seen = 0;
    beginToCollect();
  };
  return (bytes) => {
    seen += bytes;
    if (seen < enough || isSoon) return;
    isSoon = true;
    setTimeout(nudge, 500);
  };
}

/**
 * Makes the garbage collector of this thread begin. V8 counts no shared memory: a thousand megabytes that nobody needs any more are a
 * hundred bytes to it, which wait until something else makes it collect. Ordinary memory it counts from when it is asked for; so some
 * is asked for and left, which costs nothing since it is never written.
 */
export function beginToCollect(): void {
  try {
    // Not by `new`, which bundles leave out where nobody reads what it gives.
    Reflect.construct(ArrayBuffer, [2 ** 27]);
  } catch {
    // The garbage collector has been at work before that is thrown.
  }
}
