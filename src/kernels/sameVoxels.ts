import type { Voxels } from '#src/image/volume.ts';

/** So many voxels are looked at before all are: nearly every image has two that differ among them. */
const samples = 1024;

/** Whether all voxels of an image have one value; NaN is one value. Costs a thousand voxels where they differ in most places. */
export function isUniform(voxels: Voxels): boolean {
  if (voxels.length === 0) return true;
  const [first] = voxels;
  const step = Math.max(1, Math.floor(voxels.length / samples));
  for (let n = 0; n < voxels.length; n += step) if (!Object.is(voxels[n], first)) return false;
  if (voxels.BYTES_PER_ELEMENT === 1)
    return areBytesSame(new Uint8Array(voxels.buffer, voxels.byteOffset, voxels.length));
  for (let n = 0; n < voxels.length; n++) if (voxels[n] !== first && !Object.is(voxels[n], first)) return false;
  return true;
}

/** Four bytes at a time. */
function areBytesSame(bytes: Uint8Array): boolean {
  const [first] = bytes;
  const skipped = (4 - (bytes.byteOffset % 4)) % 4;
  // Fewer than that may end before a word begins.
  if (bytes.length < 4) return bytes.every((byte) => byte === first);
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset + skipped, (bytes.length - skipped) >> 2);
  const word = (first * 0x01010101) >>> 0;
  for (let n = 0; n < skipped; n++) if (bytes[n] !== first) return false;
  for (let n = 0; n < words.length; n++) if (words[n] !== word) return false;
  for (let n = skipped + 4 * words.length; n < bytes.length; n++) if (bytes[n] !== first) return false;
  return true;
}

/** Which of the two all voxels of a mask are, undefined where there are both: foreground is neither 0 nor NaN. */
export function onlyOf(mask: Voxels): 'foreground' | 'background' | undefined {
  if (mask.length === 0) return undefined;
  const isFirst = isForeground(mask[0]);
  const step = Math.max(1, Math.floor(mask.length / samples));
  for (let n = 0; n < mask.length; n += step) if (isForeground(mask[n]) !== isFirst) return undefined;
  if (!isUniform(mask)) {
    for (let n = 0; n < mask.length; n++) if (isForeground(mask[n]) !== isFirst) return undefined;
  }
  return isFirst ? 'foreground' : 'background';
}

function isForeground(value: number): boolean {
  return value !== 0 && !Number.isNaN(value);
}
