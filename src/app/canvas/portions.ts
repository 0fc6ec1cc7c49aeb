/** How many modules come to the canvas, or leave it, in one task of the page: drawing hundreds at once would hold up the hand. */
export const portion = 20;

interface Thing {
  readonly id: string;
}

/** What is drawn of what is wanted, and of what no longer is. */
export interface Drawn<T> {
  readonly things: readonly T[];
  /** How many came and left. */
  readonly changes: number;
  /** Some that are no longer wanted are still drawn. */
  readonly isLeaving: boolean;
  /** Just what is wanted is drawn. */
  readonly isComplete: boolean;
}

/**
 * What is drawn next, in the order of what is wanted, which is that of the Tab key: at most so many changes away from what is drawn. What
 * leaves goes before what comes, and of that comes first what `isUrgent`; what stays is at once as it is wanted.
 */
export function drawNext<T extends Thing>(
  drawn: readonly T[],
  wanted: readonly T[],
  most: number,
  isUrgent: (thing: T) => boolean,
): Drawn<T> {
  const wantedIds = new Set(wanted.map(({ id }) => id));
  const drawnIds = new Set(drawn.map(({ id }) => id));
  const missing = wanted.filter(({ id }) => !drawnIds.has(id));
  /** What stays for now, after the one that stays for good before it, so that nothing is moved about in the page. */
  const leaving = new Map<string | undefined, T[]>();
  let last: string | undefined;
  let left = 0;
  let held = 0;
  for (const thing of drawn) {
    if (wantedIds.has(thing.id)) last = thing.id;
    else if (left < most) left++;
    else {
      leaving.set(last, [...(leaving.get(last) ?? []), thing]);
      held++;
    }
  }
  const room = most - left;
  const inTurn = missing.length <= room ? missing : [...missing].sort((a, b) => +isUrgent(b) - +isUrgent(a));
  const coming = new Set(inTurn.slice(0, room).map(({ id }) => id));
  const things = [...(leaving.get(undefined) ?? [])];
  for (const thing of wanted) {
    if (drawnIds.has(thing.id) || coming.has(thing.id)) things.push(thing);
    const followers = leaving.get(thing.id);
    if (followers) things.push(...followers);
  }
  return {
    things,
    changes: left + coming.size,
    isLeaving: held > 0,
    isComplete: held === 0 && coming.size === missing.length,
  };
}
