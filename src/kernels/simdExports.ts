import type { ComponentsExports } from './componentsExports.ts';
import type { ConvolveExports } from './convolveExports.ts';
import type { CountsExports } from './countsExports.ts';
import type { DistanceExports } from './distanceExports.ts';
import type { LabelsExports } from './labelsExports.ts';
import type { MorphologyExports } from './morphologyExports.ts';
import type { WatershedExports } from './watershedExports.ts';

/** Voxels at `source`, `rows` rows of `ni`, to rows of words at `target`; 15 voxels behind the last are read, not used. */
type PackRows = (
  source: number,
  target: number,
  rows: number,
  ni: number,
  lower: number,
  upper: number,
  flip: number,
) => void;

/**
 * `count` voxels at `source` to bytes at `target`: `a` within the band, `b` elsewhere; up to 63 voxels behind the last are read and
 * written, not used.
 */
type Choose = (
  source: number,
  target: number,
  count: number,
  lower: number,
  upper: number,
  flip: number,
  a: number,
  b: number,
) => void;

/** Voxels to `target`, but the value at `background` where the byte of `flags` is 0, or with `flip` -1 where it is not; as above. */
type Overwrite = (
  voxels: number,
  flags: number,
  target: number,
  count: number,
  background: number,
  flip: number,
) => void;

/** `count` voxels at `source` to float64 at `target` or back; up to three voxels behind the last are read and written, not used. */
type Convert = (source: number, target: number, count: number) => void;

/** What assembly/index.ts exports; addresses are in bytes. */
export interface SimdExports
  extends ComponentsExports,
    ConvolveExports,
    CountsExports,
    DistanceExports,
    LabelsExports,
    MorphologyExports,
    WatershedExports {
  readonly memory: WebAssembly.Memory;
  heapStart(): number;
  readonly packUint8: PackRows;
  readonly packInt8: PackRows;
  readonly packUint16: PackRows;
  readonly packInt16: PackRows;
  readonly packUint32: PackRows;
  readonly packInt32: PackRows;
  readonly packFloat32: PackRows;
  readonly packFloat64: PackRows;
  readonly chooseUint8: Choose;
  readonly chooseInt8: Choose;
  readonly chooseUint16: Choose;
  readonly chooseInt16: Choose;
  readonly chooseUint32: Choose;
  readonly chooseInt32: Choose;
  readonly chooseFloat32: Choose;
  readonly chooseFloat64: Choose;
  /** Clears the bytes of `flags` whose twins in `others` are 0. */
  keepCommon(flags: number, others: number, count: number): void;
  readonly overwrite8: Overwrite;
  readonly overwrite16: Overwrite;
  readonly overwrite32: Overwrite;
  readonly overwrite64: Overwrite;
  /**
   * Writes the larger (`isMin` 0) or smaller (1) ones of `bytes` bytes of voxels at `a` and `b` to `target`, the type being a place in
   * voxelCodes; up to 15 bytes more are read and written.
   */
  extremes(code: number, isMin: number, target: number, a: number, b: number, bytes: number): void;
  /** Turns NaN among float32 (`isWide` 0) or float64 (1) into a value, and that value into NaN; up to 15 bytes more. */
  hideNaN(isWide: number, at: number, bytes: number, value: number): void;
  showNaN(isWide: number, at: number, bytes: number, value: number): void;
  /** Weighted means of a row of voxels, in pairs (assembly/bilateral.ts). */
  bilateralRow(
    values: number,
    row: number,
    count: number,
    reach: number,
    nearness: number,
    likeness: number,
    scale: number,
    last: number,
    target: number,
  ): void;
  /** Rows of words at `source` to bytes of 0 and 1 at `target`; up to 31 bytes behind the last are written. */
  unpack(source: number, target: number, rows: number, ni: number): void;
  /**
   * Exchanges rows and columns of a matrix of bits: 32 rows times `height` of so many words to 32 rows for each of these words of `height` words.
   * Reads 12 bytes behind the last row, and writes up to 96 rows more.
   */
  transposeBits(rows: number, words: number, height: number, columns: number): void;
  readonly doublesOfUint8: Convert;
  readonly doublesToUint8: Convert;
  readonly doublesOfInt8: Convert;
  readonly doublesToInt8: Convert;
  readonly doublesOfUint16: Convert;
  readonly doublesToUint16: Convert;
  readonly doublesOfInt16: Convert;
  readonly doublesToInt16: Convert;
  readonly doublesOfUint32: Convert;
  readonly doublesToUint32: Convert;
  readonly doublesOfInt32: Convert;
  readonly doublesToInt32: Convert;
  readonly doublesOfFloat32: Convert;
  readonly doublesToFloat32: Convert;
  /** A block of voxels in another order of its axes (assembly/permute.ts); up to 15 bytes more are written. */
  permuteBlock(
    width: number,
    source: number,
    target: number,
    n0: number,
    n1: number,
    n2: number,
    s0: number,
    s1: number,
    s2: number,
    targetStep: number,
  ): void;
  /** Rows of voxels that are picked out of those of a source (assembly/gather.ts); up to 15 bytes more are read. */
  gatherRows(
    width: number,
    source: number,
    target: number,
    columns: number,
    count: number,
    rows: number,
    rowCount: number,
    targetStep: number,
    step: number,
  ): void;
  /** Counts numbers of four bytes by the upper halves of their bits, to two tables of 65,536 counters. */
  countUpperHalves(source: number, count: number, tables: number): void;
  /** Counts those whose upper half has a table by their lower halves; `places` has 2 bytes for each upper half, 0 for none. */
  countLowerHalves(source: number, count: number, places: number, tables: number): void;
  /** Values of `to` bytes from a table for voxels of `from` bytes, 1 or 2; up to seven voxels more are read and written. */
  lookUpVoxels(from: number, to: number, source: number, target: number, count: number, table: number): void;
  /** CRC-32 after further bytes, as a signed number; of no bytes it is 0. */
  crc32(before: number, at: number, length: number): number;
  /** Begins a stream to be packed. */
  deflateStart(): void;
  /** Packs a block of it, and returns the address behind what is complete (src/formats/deflater.ts). */
  deflate(at: number, end: number, first: number, distance: number, isLast: number, tokens: number, to: number): number;
  /** Begins a stream to be unpacked. */
  inflateStart(): void;
  /** Inflates some of it; the status or, below 0, what is wrong with it (src/formats/inflater.ts). */
  inflate(from: number, end: number, isLast: number, to: number, limit: number, history: number): number;
  inflateInput(): number;
  inflateOutput(): number;
}
