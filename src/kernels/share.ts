/**
 * Does `count` units of work, whoever does them: `body` does those from `start` to `end`, here or in another worker that runs the same
 * kernel on the same memory. When this returns all are done, and what was written is seen. Gives the sum of what `body` gave, whole numbers.
 *
 * All who work together call it as often, with the same counts, and what `body` does for one unit neither hangs on another one nor is in its
 * way.
 */
export type Share = (count: number, body: (start: number, end: number) => number) => number;

/** For who works alone. */
export const alone: Share = (count, body) => (count > 0 ? body(0, count) : 0);
