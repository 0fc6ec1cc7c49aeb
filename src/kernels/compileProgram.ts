import type { VoxelType } from '#src/image/volume.ts';
import { voxelTypes } from '#src/image/voxelType.ts';
import { loadOf, storeOf } from './laneMemory.ts';
import { laneFacts, quickExtremes } from './laneOpcodes.ts';
import type { Lanes } from './programLanes.ts';
import { givesTruth, type VoxelOperation, type VoxelProgram } from './voxelProgram.ts';
import {
  add32,
  type Code,
  getLocal,
  memoryOf,
  moduleOf,
  repeated,
  setLocal,
  simdOf,
  smallInteger,
  subtract32,
  teeLocal,
  vector,
} from './wasmCode.ts';

/** A program as a module of WebAssembly. */
export interface CompiledProgram {
  /**
   * It exports run(count, constants, target, images...), all of them numbers: how many voxels, and addresses. Up to 31 voxels behind the last
   * one are read and written, not used. The constants lie 16 bytes apart.
   */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly constants: readonly number[];
  /** The images whose addresses it takes, in this order. */
  readonly images: readonly number[];
}

/** What is known while code is written. */
interface Writer {
  readonly lanes: Lanes;
  readonly constantLocal: (value: number) => number;
  readonly imageLocal: (image: number) => number;
  readonly newLocal: () => number;
}

/** The parameters of "run" before the addresses of the images. */
const [countParameter, constantsParameter, targetParameter, imageParameters] = [0, 1, 2, 3];

/** Vectors that one turn of the loop computes: its end costs as much as a short program. */
const vectorsATurn = 4;
/** A program of more bytes gains nothing by that. */
const mostRepeated = 400;
/** Voxels that one turn computes at most. */
const mostATurn = 32;

/** Writes a program as one loop of vectors, in the lanes that programLanes.ts has found for it. */
export function compileProgram(
  program: VoxelProgram,
  types: readonly (VoxelType | undefined)[],
  target: VoxelType,
  lanes: Lanes,
): CompiledProgram {
  const images = [...imagesOf(program)].sort((a, b) => a - b);
  const firstVector = imageParameters + images.length;
  const constants: number[] = [];
  let locals = images.length;
  const newLocal = () => firstVector + locals++;
  const constantLocals: number[] = [];
  const writer: Writer = {
    lanes,
    newLocal,
    imageLocal: (image) => firstVector + images.indexOf(image),
    constantLocal(value) {
      constants.push(value);
      constantLocals.push(newLocal());
      return constantLocals[constantLocals.length - 1];
    },
  };
  const { count, splat, opcodes } = laneFacts[lanes];
  const result = newLocal();
  const value = numberCode(program, writer);
  const advance = (address: number, bytes: number): Code => [
    ...getLocal(address),
    ...smallInteger(bytes),
    add32,
    ...setLocal(address),
  ];
  const body = [
    ...images.flatMap((image, n) => [
      ...getLocal(imageParameters + n),
      ...loadOf(types[image] ?? 'float64', lanes),
      ...setLocal(firstVector + n),
      ...advance(imageParameters + n, count * voxelTypes[types[image] ?? 'float64'].bytes),
    ]),
    ...value,
    ...setLocal(result),
    ...storeOf(target, lanes, result, targetParameter, opcodes.round),
    ...advance(targetParameter, count * voxelTypes[target].bytes),
  ];
  const vectors = body.length > mostRepeated ? 1 : Math.min(vectorsATurn, mostATurn / count);
  const turn = [
    ...Array.from({ length: vectors }, () => body).flat(),
    ...[...getLocal(countParameter), ...smallInteger(vectors * count), subtract32, ...teeLocal(countParameter)],
  ];
  const spread = constantLocals.flatMap((local, n) => [
    ...getLocal(constantsParameter),
    ...memoryOf(splat, 16 * n),
    ...setLocal(local),
  ]);
  return { bytes: moduleOf(firstVector, locals, [...spread, ...repeated(turn)]), constants, images };
}

/** The images that a program reads. */
function imagesOf(program: VoxelProgram, found: Set<number> = new Set()): ReadonlySet<number> {
  if (program.kind === 'image') found.add(program.image);
  if (program.kind === 'operation') for (const value of program.values) imagesOf(value, found);
  return found;
}

/** Code that leaves the values on the stack; what is true or false as 1 and 0. */
function numberCode(program: VoxelProgram, writer: Writer): Code {
  if (program.kind === 'image') return getLocal(writer.imageLocal(program.image));
  if (program.kind === 'constant') return getLocal(writer.constantLocal(program.value));
  if (givesTruth(program)) {
    const isOne = getLocal(writer.constantLocal(1));
    // The bits of 1 where all are set.
    return [...maskCode(program, writer), ...isOne, ...simdOf(vector.and)];
  }
  const { name, values } = program;
  const { opcodes } = laneFacts[writer.lanes];
  switch (name) {
    case 'min':
    case 'max':
      return extremeCode(name, values, writer);
    case 'square':
      return squareCode(values[0], writer);
    case 'sign':
      return signCode(values[0], writer);
    case 'where': {
      const [condition, yes, no] = values;
      const both = [...numberCode(yes, writer), ...numberCode(no, writer)];
      return [...both, ...maskCode(condition, writer), ...simdOf(vector.bitselect)];
    }
    case 'bitAnd':
    case 'bitOr':
    case 'bitXor': {
      const opcode = name === 'bitAnd' ? vector.and : name === 'bitOr' ? vector.or : vector.xor;
      return [...values.flatMap((value) => numberCode(value, writer)), ...simdOf(opcode)];
    }
    default: {
      const code = values.flatMap((value) => numberCode(value, writer));
      const opcode = opcodes[name as keyof typeof opcodes];
      // Integers are rounded already.
      return opcode === undefined ? code : [...code, ...simdOf(opcode)];
    }
  }
}

/** Code that leaves lanes of ones where a value is true, else of zeros. */
function maskCode(program: VoxelProgram, writer: Writer): Code {
  const { opcodes } = laneFacts[writer.lanes];
  const zero = () => getLocal(writer.constantLocal(0));
  if (program.kind !== 'operation' || !givesTruth(program)) {
    return [...numberCode(program, writer), ...zero(), ...opcodeOf(opcodes.notEqual, 'notEqual')];
  }
  const { name, values } = program;
  switch (name) {
    case 'and':
    case 'or': {
      const both = values.flatMap((value) => maskCode(value, writer));
      return [...both, ...simdOf(name === 'and' ? vector.and : vector.or)];
    }
    case 'not':
      return [...maskCode(values[0], writer), ...simdOf(vector.not)];
    case 'isnan': {
      const local = writer.newLocal();
      const value = numberCode(values[0], writer);
      return [...value, ...teeLocal(local), ...getLocal(local), ...opcodeOf(opcodes.notEqual, name)];
    }
    case 'isfinite': {
      const infinite = getLocal(writer.constantLocal(Number.POSITIVE_INFINITY));
      const size = [...numberCode(values[0], writer), ...opcodeOf(opcodes.abs, name)];
      return [...size, ...infinite, ...opcodeOf(opcodes.less, name)];
    }
    default: {
      const both = values.flatMap((value) => numberCode(value, writer));
      return [...both, ...opcodeOf(opcodes[name as keyof typeof opcodes], name)];
    }
  }
}

function squareCode(value: VoxelProgram, writer: Writer): Code {
  const local = writer.newLocal();
  const twice = [...numberCode(value, writer), ...teeLocal(local), ...getLocal(local)];
  return [...twice, ...opcodeOf(laneFacts[writer.lanes].opcodes.multiply, 'multiply')];
}

/** 1 above 0, -1 below, NaN of NaN; of either zero it is 0, which adding 0 makes of both. */
function signCode(value: VoxelProgram, writer: Writer): Code {
  const { opcodes } = laneFacts[writer.lanes];
  const local = writer.newLocal();
  const [zero, one, minusOne] = [0, 1, -1].map((constant) => getLocal(writer.constantLocal(constant)));
  const compared = (name: 'less' | 'greater') => [
    ...getLocal(local),
    ...zero,
    ...opcodeOf(opcodes[name], name),
    ...simdOf(vector.bitselect),
  ];
  const neither = [...getLocal(local), ...zero, ...opcodeOf(opcodes.add, 'add')];
  const below = [...minusOne, ...neither, ...compared('less')];
  return [...numberCode(value, writer), ...setLocal(local), ...one, ...below, ...compared('greater')];
}

/**
 * The smaller or larger one. Of floats the processor has no instruction for what JavaScript and numpy do with NaN and zeros, and the whole
 * takes seven of them; beside a constant one gives the same.
 */
function extremeCode(name: 'min' | 'max', values: readonly VoxelProgram[], writer: Writer): Code {
  const [first, second] = values;
  const quick = quickExtremes[writer.lanes];
  const [variable, constant] = first.kind === 'constant' ? [second, first] : [first, second];
  const isQuick = constant.kind === 'constant' && !Number.isNaN(constant.value) && !Object.is(constant.value, -0);
  if (!quick || !isQuick) {
    const both = [...numberCode(first, writer), ...numberCode(second, writer)];
    return [...both, ...opcodeOf(laneFacts[writer.lanes].opcodes[name], name)];
  }
  const code = [...numberCode(variable, writer), ...numberCode(constant, writer), ...simdOf(quick[name])];
  if (name === 'min' || constant.value !== 0) return code;
  // The larger one of -0 and 0 is 0.
  const zero = getLocal(writer.constantLocal(0));
  return [...code, ...zero, ...opcodeOf(laneFacts[writer.lanes].opcodes.add, 'add')];
}

function opcodeOf(opcode: number | undefined, name: VoxelOperation): Code {
  if (opcode === undefined) throw new Error(`There is no instruction for ${name}`);
  return simdOf(opcode);
}
