/**
 * Items in a binary heap, the one with the smallest key on top, of equal keys that with the smallest tie. The top is at place 0 of the three
 * arrays, which are made anew when they are full.
 */
export interface MinHeap {
  count: number;
  keys: Float64Array;
  ties: Int32Array;
  items: Int32Array;
}

/** A heap without items. */
export function emptyHeap(): MinHeap {
  const room = 4096;
  return { count: 0, keys: new Float64Array(room), ties: new Int32Array(room), items: new Int32Array(room) };
}

/** Adds an item. It rises while it is smaller than its parent, so items equal in key and tie keep their places. */
export function pushHeap(heap: MinHeap, key: number, tie: number, item: number): void {
  if (heap.count === heap.items.length) grow(heap);
  const { keys, ties, items } = heap;
  let at = heap.count++;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!isSmaller(key, tie, keys[parent], ties[parent])) break;
    keys[at] = keys[parent];
    ties[at] = ties[parent];
    items[at] = items[parent];
    at = parent;
  }
  keys[at] = key;
  ties[at] = tie;
  items[at] = item;
}

/** Takes the top away: the last item comes to its place and sinks below the smaller of its children, of equal ones the first. */
export function dropTop(heap: MinHeap): void {
  const { keys, ties, items } = heap;
  const last = --heap.count;
  const key = keys[last];
  const tie = ties[last];
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= last) break;
    const right = child + 1;
    const isRight = right < last && isRightFirst(keys, ties, child, right, key, tie);
    if (isRight) child = right;
    else if (!isSmaller(keys[child], ties[child], key, tie)) break;
    keys[at] = keys[child];
    ties[at] = ties[child];
    items[at] = items[child];
    at = child;
  }
  keys[at] = key;
  ties[at] = tie;
  items[at] = items[last];
}

/** Whether the right child goes up: it is smaller than the left one where that is smaller than what sinks, else than what sinks. */
function isRightFirst(
  keys: Float64Array,
  ties: Int32Array,
  left: number,
  right: number,
  key: number,
  tie: number,
): boolean {
  return isSmaller(keys[left], ties[left], key, tie)
    ? isSmaller(keys[right], ties[right], keys[left], ties[left])
    : isSmaller(keys[right], ties[right], key, tie);
}

function isSmaller(keyA: number, tieA: number, keyB: number, tieB: number): boolean {
  return keyA !== keyB ? keyA < keyB : tieA < tieB;
}

function grow(heap: MinHeap): void {
  const { keys, ties, items } = heap;
  heap.keys = new Float64Array(2 * keys.length);
  heap.keys.set(keys);
  heap.ties = new Int32Array(2 * ties.length);
  heap.ties.set(ties);
  heap.items = new Int32Array(2 * items.length);
  heap.items.set(items);
}
