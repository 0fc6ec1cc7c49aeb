import type { Affine, Vec3, VoxelType } from '#src/image/volume.ts';
import type { HistogramLine } from './histogramLine.ts';
import type { Ports, PortType, PortValue, PortValues } from './ports.ts';
import type { RunContext } from './runContext.ts';
import type { StrokeList } from './strokes.ts';

/** A file as a document names it: by the hash of its content, or as one of the built-in samples. */
export interface FileRef {
  readonly name: string;
  /** SHA-256 of the content, hexadecimal. */
  readonly hash?: string;
  /** The name of a built-in sample, which needs no hash. */
  readonly sample?: string;
}

/** What a parameter holds in a document: plain JSON. */
export type ParamValue = null | boolean | number | string | readonly number[] | StrokeList | FileRef;

interface ParamBase {
  readonly label: string;
  readonly help?: string;
  readonly unit?: string;
  /** Shown and used only while each named parameter has one of the given values. */
  readonly when?: Readonly<Record<string, readonly ParamValue[]>>;
  /** Shown only while this input is connected. */
  readonly of?: string;
  /** Saved only once it is set, and its default until then: one of hundreds that are alike. */
  readonly isSparse?: true;
  /** False for what does not change the result (a file name pattern, a window): then it is in no key and `run` does not get it. */
  readonly inKey?: false;
}
interface NumericParam extends ParamBase {
  readonly default: number;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  readonly line?: HistogramLine;
}
export interface NumberParam extends NumericParam {
  readonly kind: 'number';
  /** What is connected may give NaN and infinities too: the number is told, and nothing is computed with it. */
  readonly isTold?: boolean;
}
export interface IntegerParam extends NumericParam {
  readonly kind: 'integer';
}
export interface BooleanParam extends ParamBase {
  readonly kind: 'boolean';
  readonly default: boolean;
}
export interface ChoiceParam extends ParamBase {
  readonly kind: 'choice';
  readonly default: string;
  /** value -> label, in the order in which they are offered */
  readonly options: Readonly<Record<string, string>>;
}
export interface TextParam extends ParamBase {
  readonly kind: 'text';
  readonly default: string;
}
export interface VectorParam extends ParamBase {
  readonly kind: 'vector';
  readonly default: readonly number[];
}
/** A box in the world, empty when there is none; see `PortValues.box`. */
export interface BoxParam extends ParamBase {
  readonly kind: 'box';
  readonly default: readonly number[];
}
/** Markers in the world; see `PortValues.points`. */
export interface PointsParam extends ParamBase {
  readonly kind: 'points';
  readonly default: readonly number[];
}
/** What was drawn by hand, stroke by stroke; see strokes.ts. */
export interface StrokesParam extends ParamBase {
  readonly kind: 'strokes';
  readonly default: StrokeList;
}
export interface FileParam extends ParamBase {
  readonly kind: 'file';
  readonly default: null;
  /** File name suffixes that the dialog offers. */
  readonly accept: readonly string[];
}
/** A parameter ("field") is data: the form, the check, the command line help and the default. */
export type Param =
  | NumberParam
  | IntegerParam
  | BooleanParam
  | ChoiceParam
  | TextParam
  | VectorParam
  | BoxParam
  | PointsParam
  | StrokesParam
  | FileParam;
export type Params = Readonly<Record<string, Param>>;

/** A file as `run` sees it. Reading may fail; the error then says why. */
export interface OpenFile {
  readonly name: string;
  readonly size: number;
  /** The bytes start <= n < end, all of them by default. */
  bytes(start?: number, end?: number): Promise<Uint8Array<ArrayBuffer>>;
  /** The same in order, in pieces as they come, where that is faster than to ask for each of them. */
  stream?(start: number, end: number): AsyncGenerator<Uint8Array<ArrayBuffer>, void>;
}

type ParamRunValue<P extends Param> = P extends NumberParam | IntegerParam
  ? number
  : P extends BooleanParam
    ? boolean
    : P extends ChoiceParam
      ? keyof P['options'] & string
      : P extends TextParam
        ? string
        : P extends VectorParam | BoxParam | PointsParam
          ? readonly number[]
          : P extends StrokesParam
            ? StrokeList
            : OpenFile | null;

export type RunParams<P extends Params> = { readonly [K in keyof P]: ParamRunValue<P[K]> };
export type InputValues<I extends Ports> = {
  readonly [K in keyof I]: I[K] extends { readonly optional: true }
    ? PortValues[I[K]['type']] | undefined
    : PortValues[I[K]['type']];
};
export type OutputValues<O extends Ports> = { readonly [K in keyof O]: PortValues[O[K]['type']] };

/** Size and type of the one image that workers make together. */
export interface SharedWork extends Pick<ImageHeader, 'size' | 'type'> {
  /** Bytes that all of them need on the way (`RunContext.scratch`). */
  readonly scratch?: number;
}

/** What is known of an image without its voxels. */
export interface ImageHeader {
  readonly size: Vec3;
  readonly type: VoxelType;
  /** Where it lies, if that is known without its voxels. */
  readonly affine?: Affine;
}

/** What is known of a surface before it is there: about how many triangles it has. */
export interface MeshHeader {
  readonly triangles: number;
}

/** What a run will hold. */
export interface RunForecast {
  /** The image outputs by name; one that is not told is taken to be like the first image input, and the header of an input itself is that image. */
  readonly images?: Readonly<Record<string, ImageHeader>>;
  /** The surfaces among the outputs, by name. No header tells them, so nothing is refused for what is foreseen of them. */
  readonly meshes?: Readonly<Record<string, MeshHeader>>;
  /** Bytes of all else at the peak, beside inputs, images and surfaces. */
  readonly scratch?: number;
}

/** A module. The argument and result types of `run` are inferred from the literals beside it. */
export interface ModuleDefinition<I extends Ports, O extends Ports, P extends Params> {
  /** Equals the folder name, e.g. "Threshold". */
  readonly id: string;
  /** Raised when parameters or results change; part of the key. */
  readonly version: number;
  /** File, Segmentation, Filters, Image, Analysis, Visualization ... */
  readonly genre: string;
  /** What it does, in a sentence or two. */
  readonly help: string;
  /** What others call it: "binary_closing", "Islands". */
  readonly aliases?: readonly string[];
  readonly inputs: I;
  readonly outputs: O;
  readonly params: P;
  /** Second line on the node: "> 60", "Masked Original", the file name. Gets the values of the document. */
  summary?(params: { readonly [K in keyof P]: ParamValue }): string;
  /**
   * Present on local modules: how many slices of the inputs an output slab needs beyond each of its sides. Undefined when the
   * given parameters need the whole image. Every image input then lies on one grid, which is also the grid of the outputs.
   */
  halo?(params: RunParams<P>, spacing: Vec3): number | undefined;
  /** The names of the inputs that `run` reads, where parameters choose among them: no other is computed, nor is it in the key. */
  needs?(params: RunParams<P>): readonly string[];
  /**
   * What a run will hold, told from the headers of the connected images, so that what is too large is refused before it is begun. Without
   * it an image output is taken to be like the first image input (of a local module, like what it makes of one voxel), and the
   * rest as two bits a voxel.
   */
  forecast?(
    images: Readonly<Record<string, ImageHeader>>,
    params: RunParams<P>,
    meshes: Readonly<Record<string, MeshHeader>>,
  ): RunForecast | Promise<RunForecast>;
  /**
   * Present on modules that need whole images, but whose work several workers can share (`RunContext.share`): what comes of it for these
   * images; undefined where one does it alone.
   */
  shares?(images: Readonly<Record<string, ImageHeader>>, params: RunParams<P>): SharedWork | undefined;
  /**
   * Whether `run` asks for the memory of its first input for its image (`RunContext.allocate`), which it gets in a run that forgets what was
   * read, if it is no wider.
   */
  writesOver?(params: RunParams<P>): boolean;
  /** From version n to n + 1, applied in turn to the parameters of older files. */
  readonly migrate?: Readonly<Record<number, (params: Record<string, ParamValue>) => Record<string, ParamValue>>>;
  /**
   * By version, which results are others since then: a sentence, told where a file of an older version is opened; undefined where these
   * parameters give what they gave.
   */
  readonly changed?: Readonly<Record<number, (params: Readonly<Record<string, ParamValue>>) => string | undefined>>;
  /** Pure: reads its arguments, returns new values, changes nothing else. Throws Error to fail. */
  run(inputs: InputValues<I>, params: RunParams<P>, context: RunContext): OutputValues<O> | Promise<OutputValues<O>>;
}

/** A module whose literal types are forgotten, as the list, the engine and the panels see it. */
export interface AnyModule
  extends Omit<
    ModuleDefinition<Ports, Ports, Params>,
    'run' | 'halo' | 'needs' | 'summary' | 'forecast' | 'shares' | 'writesOver'
  > {
  summary?(params: Readonly<Record<string, ParamValue>>): string;
  halo?(params: Readonly<Record<string, unknown>>, spacing: Vec3): number | undefined;
  needs?(params: Readonly<Record<string, unknown>>): readonly string[];
  forecast?(
    images: Readonly<Record<string, ImageHeader>>,
    params: Readonly<Record<string, unknown>>,
    meshes: Readonly<Record<string, MeshHeader>>,
  ): RunForecast | Promise<RunForecast>;
  shares?(
    images: Readonly<Record<string, ImageHeader>>,
    params: Readonly<Record<string, unknown>>,
  ): SharedWork | undefined;
  writesOver?(params: Readonly<Record<string, unknown>>): boolean;
  run(
    inputs: Readonly<Record<string, PortValue | undefined>>,
    params: Readonly<Record<string, unknown>>,
    context: RunContext,
  ): Readonly<Record<string, PortValue>> | Promise<Readonly<Record<string, PortValue>>>;
}

/** The known modules by id. Look up with `moduleOf`, since ids come from files. */
export type ModuleSet = ReadonlyMap<string, AnyModule>;

/** Returns the definition unchanged; it is here for the inference of `run`'s types. */
export function defineModule<const I extends Ports, const O extends Ports, const P extends Params>(
  definition: ModuleDefinition<I, O, P>,
): ModuleDefinition<I, O, P> {
  return definition;
}

/** The modules of a list by id. Throws when two share one. */
export function moduleSet(modules: readonly AnyModule[]): ModuleSet {
  const set = new Map(modules.map((module) => [module.id, module]));
  if (set.size !== modules.length) throw new Error('Two modules have the same id');
  return set;
}

/** The type under which a parameter can feed another one; undefined when it cannot (a file, strokes). */
export function paramPortType(param: Param): PortType | undefined {
  switch (param.kind) {
    case 'number':
    case 'integer':
    case 'boolean':
      return 'number';
    case 'choice':
    case 'text':
      return 'text';
    case 'vector':
      return 'vector';
    case 'box':
    case 'points':
      return param.kind;
    case 'strokes':
    case 'file':
      return undefined;
    default:
      return param satisfies never;
  }
}

/** Whether the conditions of `when` hold, and where `inputs` are given whether one is connected that the parameter is of. */
export function isShown(param: Param, values: Readonly<Record<string, ParamValue>>, inputs?: object): boolean {
  if (param.of !== undefined && inputs && !Object.hasOwn(inputs, param.of)) return false;
  return Object.entries(param.when ?? {}).every(([name, allowed]) => allowed.includes(values[name]));
}
