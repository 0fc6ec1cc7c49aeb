import type { VoxelType } from '#src/image/volume.ts';
import type { Lanes } from './programLanes.ts';
import { type Code, getLocal, memoryOf, setLocal, simdOf, vector } from './wasmCode.ts';

/** Loads as many voxels of a type as the lanes hold, from the address on the stack; up to 15 bytes more are read. */
export function loadOf(type: VoxelType, lanes: Lanes): Code {
  switch (lanes) {
    case 'u8x16':
      return memoryOf(vector.load);
    case 'i16x8':
      if (type === 'uint8') return memoryOf(vector.load8x8Unsigned);
      return memoryOf(type === 'int8' ? vector.load8x8Signed : vector.load);
    case 'i32x4':
      return fourIntegers(type);
    case 'f32x4':
      return type === 'float32' ? memoryOf(vector.load) : [...fourIntegers(type), ...simdOf(vector.convertToSingles)];
    case 'f64x2':
      return twoDoubles(type);
    default:
      return lanes satisfies never;
  }
}

function fourIntegers(type: VoxelType): Code {
  switch (type) {
    case 'uint8':
      return [
        ...memoryOf(vector.load32Zero),
        ...simdOf(vector.extendLow8Unsigned),
        ...simdOf(vector.extendLow16Unsigned),
      ];
    case 'int8':
      return [...memoryOf(vector.load32Zero), ...simdOf(vector.extendLow8Signed), ...simdOf(vector.extendLow16Signed)];
    case 'uint16':
      return memoryOf(vector.load16x4Unsigned);
    case 'int16':
      return memoryOf(vector.load16x4Signed);
    default:
      return memoryOf(vector.load);
  }
}

function twoDoubles(type: VoxelType): Code {
  if (type === 'float64') return memoryOf(vector.load);
  if (type === 'float32') return [...memoryOf(vector.load64Zero), ...simdOf(vector.promoteSingles)];
  if (type === 'uint32') return [...memoryOf(vector.load64Zero), ...simdOf(vector.convertLowUnsignedToDoubles)];
  const integers = type === 'int32' ? memoryOf(vector.load64Zero) : fourIntegers(type);
  return [...integers, ...simdOf(vector.convertLowToDoubles)];
}

/**
 * Stores the vector in a local as voxels of a type at the address in another one. Floats are rounded to integers, halves to the even one,
 * and what is beyond the type becomes its end, NaN 0.
 */
export function storeOf(type: VoxelType, lanes: Lanes, value: number, target: number, round: number | undefined): Code {
  const address = getLocal(target);
  const voxels = getLocal(value);
  const rounded = round === undefined ? voxels : [...voxels, ...simdOf(round)];
  switch (lanes) {
    case 'u8x16':
      return [...address, ...voxels, ...memoryOf(vector.store)];
    case 'i16x8':
      return storeEight(type, address, voxels);
    case 'i32x4':
      return storeFour(type, address, voxels, value);
    case 'f32x4':
      if (type === 'float32') return [...address, ...voxels, ...memoryOf(vector.store)];
      return storeFour(type, address, [...rounded, ...simdOf(vector.truncateSingles)], value);
    case 'f64x2': {
      if (type === 'float64') return [...address, ...voxels, ...memoryOf(vector.store)];
      if (type === 'float32') {
        return [...address, ...voxels, ...simdOf(vector.demoteDoubles), ...memoryOf(vector.store64Lane, 0, 0)];
      }
      const truncate = type === 'uint32' ? vector.truncateDoublesUnsigned : vector.truncateDoublesSigned;
      const integers = [...rounded, ...simdOf(truncate)];
      if (type === 'int32' || type === 'uint32') {
        return [...address, ...integers, ...memoryOf(vector.store64Lane, 0, 0)];
      }
      const isByte = type === 'uint8' || type === 'int8';
      const store = isByte ? vector.store16Lane : vector.store32Lane;
      return [...address, ...narrowed(type, integers, value), ...memoryOf(store, 0, 0)];
    }
    default:
      return lanes satisfies never;
  }
}

function storeEight(type: VoxelType, address: Code, voxels: Code): Code {
  const low = [...voxels, ...simdOf(vector.extendLow16Signed)];
  const high = [...voxels, ...simdOf(vector.extendHigh16Signed)];
  const toSingles = simdOf(vector.convertToSingles);
  switch (type) {
    case 'uint8':
      return [
        ...address,
        ...voxels,
        ...voxels,
        ...simdOf(vector.narrow16Unsigned),
        ...memoryOf(vector.store64Lane, 0, 0),
      ];
    case 'int8':
      return [
        ...address,
        ...voxels,
        ...voxels,
        ...simdOf(vector.narrow16Signed),
        ...memoryOf(vector.store64Lane, 0, 0),
      ];
    case 'uint16':
      // Through 32 bits, so that what is negative becomes 0.
      return [...address, ...low, ...high, ...simdOf(vector.narrow32Unsigned), ...memoryOf(vector.store)];
    case 'float32':
      return [
        ...[...address, ...low, ...toSingles, ...memoryOf(vector.store)],
        ...[...address, ...high, ...toSingles, ...memoryOf(vector.store, 16)],
      ];
    case 'int32':
      return [...address, ...low, ...memoryOf(vector.store), ...address, ...high, ...memoryOf(vector.store, 16)];
    default:
      return [...address, ...voxels, ...memoryOf(vector.store)];
  }
}

function storeFour(type: VoxelType, address: Code, integers: Code, value: number): Code {
  switch (type) {
    case 'uint8':
    case 'int8':
      return [...address, ...narrowed(type, integers, value), ...memoryOf(vector.store32Lane, 0, 0)];
    case 'uint16':
    case 'int16':
      return [...address, ...narrowed(type, integers, value), ...memoryOf(vector.store64Lane, 0, 0)];
    case 'float32':
      return [...address, ...integers, ...simdOf(vector.convertToSingles), ...memoryOf(vector.store)];
    default:
      return [...address, ...integers, ...memoryOf(vector.store)];
  }
}

/** Four 32-bit lanes as four of the type in the lower part of the vector, kept within it; the local is used on the way. */
function narrowed(type: VoxelType, integers: Code, local: number): Code {
  const twice = [...setLocal(local), ...getLocal(local), ...getLocal(local)];
  if (type === 'uint16') return [...integers, ...twice, ...simdOf(vector.narrow32Unsigned)];
  const words = [...integers, ...twice, ...simdOf(vector.narrow32Signed)];
  if (type === 'int16') return words;
  const narrow = type === 'uint8' ? vector.narrow16Unsigned : vector.narrow16Signed;
  return [...words, ...twice, ...simdOf(narrow)];
}
