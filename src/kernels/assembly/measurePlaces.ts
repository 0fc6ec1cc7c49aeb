import { fieldsOf } from './fields';

/*
 * The sizes and first places of components of noise. Each run changes both, so they lie beside each other, 4 bytes each, and are read and written at
 * once: most of the time goes by waiting for what the run before has written.
 */

/** What a component begins with: no voxel, and the highest number as its place. */
export function clearMeasures(measures: usize, components: u32): void {
  for (const end = measures + ((<usize>components) << 3); measures < end; measures += 8) {
    store<u64>(measures, (<u64>0xffffffff) << 32);
  }
}

/**
 * Adds the voxels of the runs in the rows row <= n < end to those of their components, and finds the places of their first voxels, with i slowest and k
 * fastest; `numbers` begins with the first run of these rows. Returns the address after the last run's number.
 */
export function measurePlaces(
  mask: usize,
  ni: i32,
  nj: i32,
  nk: i32,
  row: i32,
  end: i32,
  numbers: usize,
  measures: usize,
): usize {
  const fields = fieldsOf(ni);
  const plane = <u32>nj * <u32>nk;
  const lower = i64x2.splat(0xffffffff);
  let place = <u32>((row % nj) * nk + row / nj);
  let left = nj - (row % nj);
  mask += (<usize>row * <usize>fields) << 3;
  for (; row < end; row++) {
    let carry: u64 = 0;
    let last = measures;
    for (let field = 0; field < fields; field++) {
      const bits = load<u64>(mask);
      let starts = bits & ~((bits << 1) | carry);
      // What goes on from the field before; where nothing does, that is no voxel.
      store<u32>(last, load<u32>(last) + <u32>(ctz<u64>(~bits) & (0 - carry)));
      carry = bits >>> 63;
      const placeOfField = ((<u32>field) << 6) * plane + place;
      while (starts !== 0) {
        const start = ctz<u64>(starts);
        last = measures + ((<usize>load<u32>(numbers)) << 3);
        numbers += 4;
        const first = <u32>start * plane + placeOfField;
        const both = i64x2.splat(((<u64>first) << 32) | ctz<u64>(~(bits >>> start)));
        const sum = i32x4.add(v128.load64_zero(last), v128.and(both, lower));
        v128.store64_lane(last, i32x4.min_u(sum, v128.or(both, lower)), 0);
        starts &= starts - 1;
      }
      mask += 8;
    }
    place += nk;
    if (--left === 0) {
      left = nj;
      place -= plane - 1;
    }
  }
  return numbers;
}

/** Parts the sizes of so many components from their places, which follow behind all of them; `room` has 4 bytes for each. */
export function partMeasures(measures: usize, components: u32, room: usize): void {
  const bytes = (<usize>components) << 2;
  for (let at: usize = 0; at < bytes; at += 4) {
    const both = load<u64>(measures + (at << 1));
    store<u32>(room + at, <u32>(both >>> 32));
    store<u32>(measures + at, <u32>both);
  }
  memory.copy(measures + bytes, room, bytes);
}
