/** Lets items begin in their turn while there is memory for them. */
export interface MemoryRoom {
  /** Waits until there is room, or nothing else runs. Returns how to give it back. */
  take(bytes: number): Promise<() => void>;
}

export function createMemoryRoom(whole: number): MemoryRoom {
  const waiting: { readonly bytes: number; readonly begin: () => void }[] = [];
  let taken = 0;
  let running = 0;

  function letIn(): void {
    // In their turn: a large one would else wait for ever behind small ones.
    while (waiting.length > 0 && (running === 0 || taken + waiting[0].bytes <= whole)) {
      const next = waiting.shift();
      if (!next) return;
      running++;
      taken += next.bytes;
      next.begin();
    }
  }

  return {
    async take(bytes) {
      await new Promise<void>((begin) => {
        waiting.push({ bytes, begin });
        letIn();
      });
      return () => {
        running--;
        taken -= bytes;
        letIn();
      };
    },
  };
}
