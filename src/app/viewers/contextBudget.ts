/** Browsers keep about 16 graphics contexts and take the oldest away without asking; we stop far below. */
const maxContexts = 4;

const holders: (() => void)[] = [];

/**
 * Asks for one of the few graphics contexts. When there are too many, the one that was asked for first must give up its own:
 * its `giveUp` is called. Returns the function that gives this one back.
 */
export function holdContext(giveUp: () => void): () => void {
  const holder = () => giveUp();
  holders.push(holder);
  if (holders.length > maxContexts) holders.shift()?.();
  return () => {
    const place = holders.indexOf(holder);
    if (place >= 0) holders.splice(place, 1);
  };
}
