/** One component of a mask. */
export interface Part {
  /** As of scipy.ndimage.label, which counts from 1 by the first voxels, compared by i, then j, then k. */
  readonly label: number;
  readonly voxels: number;
}

/**
 * The `most` components with most voxels, the largest first, of equal ones the lowest label first. `places` are the places of their
 * first voxels, all different; a component's label is its rank among them. Noise has ten million components, so nothing but what may be
 * shown is sorted: the rest is looked at three times, in the order of memory.
 */
export function largestParts(sizes: Uint32Array, places: Uint32Array, most: number): readonly Part[] {
  if (sizes.length === 0 || most === 0) return [];
  const least = sizes.length > most ? leastShown(sizes, most) : 0;
  const larger: number[] = [];
  for (let n = 0; n < sizes.length; n++) if (sizes[n] > least) larger.push(n);
  larger.sort((a, b) => sizes[b] - sizes[a] || places[a] - places[b]);
  const shown = larger.map((n) => ({ place: places[n], voxels: sizes[n] }));
  if (least > 0) {
    for (const place of firstPlaces(sizes, places, least, most - larger.length)) shown.push({ place, voxels: least });
  }
  const labels = labelsOf(
    places,
    shown.map(({ place }) => place),
  );
  return shown.map(({ place, voxels }) => ({ label: labels.get(place) ?? 0, voxels }));
}

/** The size of the smallest component that is shown. Small sizes are tallied, and few components are large. */
function leastShown(sizes: Uint32Array, most: number): number {
  const large = 4096;
  const tallies = new Uint32Array(large);
  const larger: number[] = [];
  for (let n = 0; n < sizes.length; n++) {
    if (sizes[n] < large) tallies[sizes[n]]++;
    else larger.push(sizes[n]);
  }
  if (larger.length >= most) return larger.sort((a, b) => b - a)[most - 1];
  let least = large;
  let shown = larger.length;
  while (shown < most) shown += tallies[--least];
  return least;
}

/** The first `wanted` places of the components of one size, in ascending order. */
function firstPlaces(sizes: Uint32Array, places: Uint32Array, size: number, wanted: number): Uint32Array {
  const found = new Uint32Array(wanted + 4096);
  let count = 0;
  let limit = 2 ** 32;
  for (let n = 0; n < sizes.length; n++) {
    if (sizes[n] !== size || places[n] >= limit) continue;
    found[count++] = places[n];
    if (count < found.length) continue;
    found.sort();
    count = wanted;
    limit = found[wanted - 1];
  }
  return found.subarray(0, count).sort().subarray(0, wanted);
}

/** The ranks of some places among all, from 1 on. */
function labelsOf(places: Uint32Array, shown: readonly number[]): ReadonlyMap<number, number> {
  const limits = Uint32Array.from(shown).sort();
  const last = limits[limits.length - 1];
  // For each stretch of places the first limit in it, so that a place is compared with the few limits near it.
  const stretches = 4096;
  const shift = Math.max(0, 32 - Math.clz32(last) - Math.log2(stretches));
  const firstLimits = new Uint32Array(stretches + 1);
  for (const limit of limits) firstLimits[(limit >>> shift) + 1]++;
  for (let n = 0; n < stretches; n++) firstLimits[n + 1] += firstLimits[n];
  const between = new Uint32Array(limits.length);
  for (let n = 0; n < places.length; n++) {
    const place = places[n];
    if (place > last) continue;
    let at = firstLimits[place >>> shift];
    while (limits[at] < place) at++;
    between[at]++;
  }
  for (let n = 1; n < limits.length; n++) between[n] += between[n - 1];
  return new Map(Array.from(limits, (limit, n): [number, number] => [limit, between[n]]));
}
