import type { Vec3 } from '#src/image/volume.ts';

/** A place in the world, mm RAS, with a whole number that tells kinds of markers apart. */
export interface Marker {
  readonly world: Vec3;
  readonly type: number;
}

/** The markers of a parameter of kind points. */
export function markersOf(flat: readonly number[]): readonly Marker[] {
  const markers: Marker[] = [];
  for (let n = 0; n + 3 < flat.length; n += 4) {
    markers.push({ world: [flat[n], flat[n + 1], flat[n + 2]], type: flat[n + 3] });
  }
  return markers;
}

/** Markers as a parameter holds them, their places to a thousandth of a mm, which keeps documents short. */
export function flatMarkers(markers: readonly Marker[]): readonly number[] {
  return markers.flatMap(({ world, type }) => [...world.map(shortMm), type]);
}

/** A length to a thousandth of a mm. */
export function shortMm(mm: number): number {
  return Math.round(mm * 1000) / 1000 + 0;
}

/** The list with one marker at another place. */
export function withMarkerAt(markers: readonly Marker[], index: number, world: Vec3): readonly Marker[] {
  return markers.map((marker, n) => (n === index ? { ...marker, world } : marker));
}

/** The list without one marker. */
export function withoutMarker(markers: readonly Marker[], index: number): readonly Marker[] {
  return markers.filter((_, n) => n !== index);
}
