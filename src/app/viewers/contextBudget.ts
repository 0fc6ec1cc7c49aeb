/** Browsers keep about 16 graphics contexts and take the oldest away without asking; we stop far below. */
const maxContexts = 4;

/** A graphics context that was granted. */
export interface ContextHold {
  /** Says that this one is looked at: it is the last to be asked for. */
  use(): void;
  giveBack(): void;
}

/** In the order in which they were last used. */
const holders: (() => void)[] = [];

/**
 * Asks for one of the few graphics contexts. When there are too many, the one that was not used for the longest time must give up
 * its own: its `giveUp` is called.
 */
export function holdContext(giveUp: () => void): ContextHold {
  const holder = () => giveUp();
  const remove = () => {
    const place = holders.indexOf(holder);
    if (place >= 0) holders.splice(place, 1);
    return place >= 0;
  };
  holders.push(holder);
  if (holders.length > maxContexts) holders.shift()?.();
  return {
    use() {
      if (remove()) holders.push(holder);
    },
    giveBack: () => void remove(),
  };
}
