/** `count` voxels at `source`, of the type whose place in voxelCodes is `code`, to keys for the heap. */
type Keys = (source: number, code: number, count: number, keys: number) => void;

/** Puts the markers among `count` voxels, `stride` apart from `place` on, into the heap; how many entries it has then. */
type FloodMarkers = (state: number, place: number, count: number, stride: number) => number;

/** The flood of a watershed with keys of four and of eight bytes (assembly/watershed.ts). */
export interface WatershedExports {
  readonly narrowKeys: Keys;
  /** Up to 63 bytes behind the last key are written. */
  readonly wideKeys: Keys;
  readonly floodMarkersNarrow: FloodMarkers;
  readonly floodMarkersWide: FloodMarkers;
  /** Floods up to `most` voxels; how many entries are left. */
  floodNarrow(state: number, most: number): number;
  floodWide(state: number, most: number): number;
  floodLaterNarrow(state: number, most: number, isLined: number): number;
  floodLaterWide(state: number, most: number, isLined: number): number;
}
