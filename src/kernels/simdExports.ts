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

/** What assembly/index.ts exports; addresses are in bytes. */
export interface SimdExports {
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
  /** Rows of words at `source` to bytes of 0 and 1 at `target`; up to 31 bytes behind the last are written. */
  unpack(source: number, target: number, rows: number, ni: number): void;
}
