/*
 * A binary heap in memory, the smallest key on top, of equal keys the smallest age. It moves its entries as scikit-image's heap does, so that also
 * those equal in both, which only markers are, leave it in the same order. An entry of a narrow key (K of four bytes) holds key and age as
 * one number of eight bytes, the key above, so that one comparison decides; a wide key stands by itself and the age behind the place. Then come the
 * place and the place of the marker that it was reached from.
 */

/** The bytes of an entry. */
export function entryBytes<K>(): usize {
  return sizeof<K>() === 4 ? 16 : 24;
}

function isSmaller<K>(keyA: u64, ageA: u32, keyB: u64, ageB: u32): bool {
  if (sizeof<K>() === 4) return keyA < keyB;
  return keyA < keyB || (keyA === keyB && ageA < ageB);
}

function ageAt<K>(entry: usize): u32 {
  return sizeof<K>() === 4 ? 0 : load<u32>(entry, 16);
}

function keyOf<K>(key: K, age: u32): u64 {
  return sizeof<K>() === 4 ? ((<u64>key) << 32) | <u64>age : <u64>key;
}

function write<K>(entry: usize, key: u64, age: u32, places: u64): void {
  store<u64>(entry, key);
  store<u64>(entry, places, 8);
  if (sizeof<K>() === 8) store<u32>(entry, age, 16);
}

/** Adds an entry to `count` others; it rises while it is smaller than its parent. */
export function pushEntry<K>(heap: usize, count: i32, value: K, age: u32, place: u32, source: u32): void {
  const key = keyOf<K>(value, age);
  let at = <usize>count;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const entry = heap + parent * entryBytes<K>();
    const parentKey = load<u64>(entry);
    const parentAge = ageAt<K>(entry);
    if (!isSmaller<K>(key, age, parentKey, parentAge)) break;
    write<K>(heap + at * entryBytes<K>(), parentKey, parentAge, load<u64>(entry, 8));
    at = parent;
  }
  write<K>(heap + at * entryBytes<K>(), key, age, <u64>place | ((<u64>source) << 32));
}

/**
 * Takes the top away, `last` entries being left: the last one comes to its place and sinks below the smaller of its children. Where both are
 * equal the left one goes up.
 */
export function dropEntry<K>(heap: usize, last: i32): void {
  const from = heap + <usize>last * entryBytes<K>();
  const key = load<u64>(from);
  const age = ageAt<K>(from);
  const places = load<u64>(from, 8);
  const end = <usize>last;
  let at: usize = 0;
  for (;;) {
    let child: usize = 2 * at + 1;
    if (child >= end) break;
    let entry = heap + child * entryBytes<K>();
    let childKey = load<u64>(entry);
    let childAge = ageAt<K>(entry);
    if (child + 1 < end) {
      const right = entry + entryBytes<K>();
      const rightKey = load<u64>(right);
      const rightAge = ageAt<K>(right);
      if (isSmaller<K>(rightKey, rightAge, childKey, childAge)) {
        child++;
        entry = right;
        childKey = rightKey;
        childAge = rightAge;
      }
    }
    if (!isSmaller<K>(childKey, childAge, key, age)) break;
    write<K>(heap + at * entryBytes<K>(), childKey, childAge, load<u64>(entry, 8));
    at = child;
  }
  write<K>(heap + at * entryBytes<K>(), key, age, places);
}
