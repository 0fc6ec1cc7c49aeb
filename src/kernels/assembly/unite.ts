/*
 * Sets of runs as a forest: parents[n] <= n, and a root is its own parent, so that the root is the lowest of its set and a pass in
 * ascending order finds every parent flattened already.
 */

/** Unites the set of a run with that of run 0, which is the first of all. */
export function hangOnFirst(parents: usize, run: u32): void {
  unite(parents, run, 0);
}

/** Gives the first run of each pair, which is a root on which nothing hangs, the parent of the second one, which comes before. */
export function linkPairs(parents: usize, pairs: usize, end: usize): void {
  for (; pairs < end; pairs += 8) {
    store<u32>(parents + ((<usize>load<u32>(pairs)) << 2), load<u32>(parents + ((<usize>load<u32>(pairs, 4)) << 2)));
  }
}

/**
 * Unites the sets of two runs. Both paths are climbed at once, the higher end first, and each node passed is hung on the other
 * path (M. Rem's algorithm in Dijkstra, A Discipline of Programming, 1976): most calls find one common parent and end there.
 */
export function unite(parents: usize, first: u32, second: u32): void {
  let a = parents + ((<usize>first) << 2);
  let b = parents + ((<usize>second) << 2);
  let parentA = load<u32>(a);
  let parentB = load<u32>(b);
  while (parentA !== parentB) {
    if (parentA < parentB) {
      const node = a;
      a = b;
      b = node;
      const parent = parentA;
      parentA = parentB;
      parentB = parent;
    }
    store<u32>(a, parentB);
    const next = parents + ((<usize>parentA) << 2);
    if (next === a) return;
    a = next;
    parentA = load<u32>(a);
  }
}

/** Unites the sets of pairs of runs, of 4 bytes each. */
export function unitePairs(parents: usize, pairs: usize, end: usize): void {
  for (; pairs < end; pairs += 8) unite(parents, load<u32>(pairs), load<u32>(pairs, 4));
}
