/** For each distance below 16 the places that 16 bytes of what repeats itself come from, and how far on the same 16 bytes fit again. */
const places: usize = memory.data(256, 16);
const steps: usize = memory.data(16, 16);

/** Fills in the tables. */
export function makePlaces(): void {
  for (let distance: u32 = 1; distance < 16; distance++) {
    for (let n: u32 = 0; n < 16; n++) store<u8>(places + (distance << 4) + n, <u8>(n % distance));
    store<u8>(steps + distance, <u8>(16 - (16 % distance)));
  }
}

/** Writes what stands `distance` bytes before once more; up to 15 bytes behind it are written too. */
export function repeat(to: usize, distance: usize, length: usize): void {
  let source = to - distance;
  const stop = to + length;
  if (distance >= 16) {
    // Most are short, and this first step is no part of a loop.
    v128.store(to, v128.load(source));
    while (to + 16 < stop) {
      source += 16;
      to += 16;
      v128.store(to, v128.load(source));
    }
  } else {
    const pattern = i8x16.swizzle(v128.load(source), v128.load(distance << 4, places));
    const step = <usize>load<u8>(distance, steps);
    do {
      v128.store(to, pattern);
      to += step;
    } while (to < stop);
  }
}
