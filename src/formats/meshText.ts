/** A surface as the writers take it; see Mesh in the graph's module.ts. */
export interface MeshData {
  readonly positions: Float32Array;
  readonly triangles: Uint32Array;
}

/** Told how much of a surface is written, 0 to 1. */
export type MeshProgress = (fraction: number) => void;

/** Whether progress is told at the n-th number of a list of threes. */
export function tellsAt(n: number): boolean {
  return n > 0 && n % 196608 === 0;
}

/** Where x and y of a file grow to: right and anterior (RAS), or left and posterior (LPS), as ITK and DICOM have it. */
export type MeshSpace = 'RAS' | 'LPS';

/** What x and y are multiplied with. Both turn at once, so a surface is turned and not mirrored, and triangles stay as they are. */
export function signOf(space: MeshSpace): 1 | -1 {
  return space === 'RAS' ? 1 : -1;
}

/** What a file says of itself, where its format has room for words; 3D Slicer reads SPACE from there. */
export function meshComment(space: MeshSpace): string {
  return `Voxgraph surface in mm. SPACE=${space}`;
}
