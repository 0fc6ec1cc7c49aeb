/*
 * Voxels of one or two bytes to values of any width, by a table with a value for each bit pattern. Eight voxels are read at once: reading,
 * not looking up, takes the time otherwise. Up to seven voxels behind the last one are read and written.
 */

function lookUp<K, V>(source: usize, target: usize, count: i32, table: usize): void {
  const end = target + <usize>count * sizeof<V>();
  while (target < end) {
    const low = load<u64>(source);
    if (sizeof<K>() === 1) {
      for (let n = 0; n < 8; n++) {
        store<V>(target + n * sizeof<V>(), load<V>(table + <usize>((low >>> (n << 3)) & 255) * sizeof<V>()));
      }
    } else {
      const high = load<u64>(source, 8);
      for (let n = 0; n < 4; n++) {
        store<V>(target + n * sizeof<V>(), load<V>(table + <usize>((low >>> (n << 4)) & 65535) * sizeof<V>()));
        store<V>(target + (n + 4) * sizeof<V>(), load<V>(table + <usize>((high >>> (n << 4)) & 65535) * sizeof<V>()));
      }
    }
    source += 8 * sizeof<K>();
    target += 8 * sizeof<V>();
  }
}

/** Looks up voxels of `from` bytes, 1 or 2, in a table of values of `to` bytes, 1, 2, 4 or 8. */
export function lookUpVoxels(from: i32, to: i32, source: usize, target: usize, count: i32, table: usize): void {
  if (from === 1) {
    if (to === 1) lookUp<u8, u8>(source, target, count, table);
    else if (to === 2) lookUp<u8, u16>(source, target, count, table);
    else if (to === 4) lookUp<u8, u32>(source, target, count, table);
    else lookUp<u8, u64>(source, target, count, table);
  } else {
    if (to === 1) lookUp<u16, u8>(source, target, count, table);
    else if (to === 2) lookUp<u16, u16>(source, target, count, table);
    else if (to === 4) lookUp<u16, u32>(source, target, count, table);
    else lookUp<u16, u64>(source, target, count, table);
  }
}
