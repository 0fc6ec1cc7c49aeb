import type { Volume } from '#src/image/volume.ts';

/** Rows of numbers and texts under named columns, e.g. the sizes of components. */
export interface Table {
  readonly columns: readonly { readonly name: string; readonly unit?: string }[];
  readonly rows: readonly (readonly (number | string)[])[];
}

/** A file that a module has made; its name is decided where it is written (fileName.ts), so that no key depends on it. */
export interface OutputFile {
  /** Its bytes, one part after the other: a long file that is made bit by bit is in memory once, and not twice to be joined. */
  readonly parts: readonly Uint8Array<ArrayBuffer>[];
  /** The suffix that the bytes stand for, e.g. ".nii.gz". */
  readonly suffix: string;
  /** What the file cannot say itself, to be written beside it under its whole name and a further suffix: "scan.npy.json". */
  readonly sidecar?: { readonly bytes: Uint8Array<ArrayBuffer>; readonly suffix: string };
}

/** A surface of triangles. */
export interface Mesh {
  /** x, y, z of each vertex in turn, in mm, RAS+. */
  readonly positions: Float32Array;
  /** Three vertices a triangle, by their order in `positions`, counter-clockwise when seen from outside. */
  readonly triangles: Uint32Array;
}

/** Everything that can travel along a connection. Extend here to add a port type. */
export interface PortValues {
  image: Volume;
  number: number;
  text: string;
  vector: readonly number[];
  /** Two opposite outer corners in mm, RAS+, as x, y, z, x, y, z, of a box along the axes of the image that it is used on; empty: none. */
  box: readonly number[];
  /** Positions in mm, RAS+, each with a whole number as its type: x, y, z, type in turn. */
  points: readonly number[];
  table: Table;
  mesh: Mesh;
  file: OutputFile;
}
export type PortType = keyof PortValues;
export type PortValue = PortValues[PortType];

export interface Port {
  readonly type: PortType;
  readonly label: string;
  readonly help?: string;
  readonly optional?: boolean;
  /** An input that is seen only once this other one is connected, so that a module can take many and shows few. */
  readonly follows?: string;
}
export type Ports = Readonly<Record<string, Port>>;
