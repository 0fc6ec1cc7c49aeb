/**
 * What assembly/morphology.ts exports: addresses, strides and margins in bytes. `last` are the bits of a row's last word that
 * belong to voxels, `flip` is -1 to invert a slice and 0 to leave it. What tells whether a bit is set gives 1 or 0.
 */
export interface MorphologyExports {
  transpose(
    source: number,
    sourceStride: number,
    target: number,
    targetStride: number,
    rows: number,
    words: number,
    flip: number,
    last: number,
  ): number;
  widen(level0: number, levels: number, levelBytes: number, rowWords: number, stride: number, tiles: number): void;
  spread(
    level0: number,
    widest: number,
    margin: number,
    rowWords: number,
    stride: number,
    tiles: number,
    table: number,
    rk: number,
    ring: number,
    slot: number,
    last: number,
  ): void;
  takeSlice(
    source: number,
    level0: number,
    nj: number,
    rowWords: number,
    stride: number,
    tiles: number,
    flip: number,
    last: number,
  ): number;
}
