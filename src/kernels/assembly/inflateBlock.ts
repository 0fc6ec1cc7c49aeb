import { bitBuffer, bitCount, giveBack, inputAt, setBits, setInput } from './inflateBits';
import { repeat } from './inflateRepeat';
import {
  distanceBits,
  distanceTable,
  isBlockEnd,
  isLiteral,
  isSpecial,
  isSubtable,
  literalBits,
  literalTable,
  spentBits,
} from './inflateTable';

export const needsInput: i32 = 0;
export const outputIsFull: i32 = 1;
export const blockEnds: i32 = 2;
const wrongLength: i32 = -10;
const wrongDistance: i32 = -11;
const tooFarBack: i32 = -12;

let output: usize = 0;

/** The address behind what was decoded last. */
export function decodedTo(): usize {
  return output;
}

/** How far behind its table an entry of a subtable lies, of which the entry before and the next bits tell. */
function within(entry: u64, buffer: u64): usize {
  return <usize>(entry >> 16) + (<usize>buffer & ((4 << (<u32>((entry >> 8) & 15))) - 4));
}

/** A length or distance: what the entry says, and the extra bits in the buffer as it was before. */
function amountOf(entry: u64, before: u64): usize {
  return <usize>(entry >> 16) + <usize>((before & ((((<u64>1) << spentBits) << entry) - 1)) >> (entry >> 8));
}

/**
 * Decodes into `target`, up to the end of a block, until less than 64 bytes of input or 320 of room are left, or to what is wrong. Behind
 * what was decoded a byte may be written.
 *
 * What takes the time is that each symbol says where the next begins, and that nobody can guess whether that is a literal. So the entry
 * of the next symbol is looked up before it is known what this one is, and the buffer is filled up while an entry is looked up (the idea
 * is libdeflate's, E. Biggers): a refill gives at least 54 bits, of which three literals take 33, a length 20 and a distance 28, and the
 * next look needs 11. Of the count of bits only the six lowest are kept up, and no others are used.
 */
export function decodeBlock(inputLimit: usize, target: usize, outputLimit: usize, history: usize): i32 {
  const literalMask: usize = ((1 << literalBits) - 1) << spentBits;
  const distanceMask: usize = ((1 << distanceBits) - 1) << spentBits;
  giveBack();
  let buffer = bitBuffer() << spentBits;
  let count = bitCount() + spentBits;
  let from = inputAt();
  let to = target;
  let status = -1;
  let saved: u64 = 0;
  let far: u64 = 0;
  let next: u64 = 0;
  buffer |= load<u64>(from) << count;
  from += 7;
  from -= <usize>(count >> 3) & 7;
  count |= 56;
  let entry: u64 = load<u32>(<usize>buffer & literalMask, literalTable);
  for (;;) {
    if (from >= inputLimit) {
      status = needsInput;
      break;
    }
    if (to >= outputLimit) {
      status = outputIsFull;
      break;
    }
    buffer |= load<u64>(from) << count;
    from += 7;
    from -= <usize>(count >> 3) & 7;
    count |= 56;
    // What follows a repetition is as often another one as not, so the distance is looked up as well.
    saved = buffer;
    buffer >>= entry;
    count -= entry;
    far = load<u32>(<usize>buffer & distanceMask, distanceTable);
    next = load<u32>(<usize>buffer & literalMask, literalTable);
    store<u8>(to, <u8>(entry >> 8));
    if ((entry & isLiteral) !== 0) {
      to++;
      entry = next;
      saved = buffer;
      buffer >>= entry;
      count -= entry;
      next = load<u32>(<usize>buffer & literalMask, literalTable);
      store<u8>(to, <u8>(entry >> 8));
      if ((entry & isLiteral) !== 0) {
        to++;
        entry = next;
        saved = buffer;
        buffer >>= entry;
        count -= entry;
        next = load<u32>(<usize>buffer & literalMask, literalTable);
        store<u8>(to, <u8>(entry >> 8));
        if ((entry & isLiteral) !== 0) {
          to++;
          entry = next;
          continue;
        }
        far = load<u32>(<usize>buffer & distanceMask, distanceTable);
      } else {
        far = load<u32>(<usize>buffer & distanceMask, distanceTable);
      }
    }
    if ((entry & isSpecial) !== 0) {
      if ((entry & isSubtable) !== 0) {
        saved = buffer;
        entry = load<u32>(within(entry, buffer), literalTable);
        buffer >>= entry;
        count -= entry;
        far = load<u32>(<usize>buffer & distanceMask, distanceTable);
        if ((entry & isLiteral) !== 0) {
          store<u8>(to, <u8>(entry >> 8));
          to++;
          entry = load<u32>(<usize>buffer & literalMask, literalTable);
          continue;
        }
      }
      if ((entry & isSpecial) !== 0) {
        status = (entry & isBlockEnd) !== 0 ? blockEnds : wrongLength;
        break;
      }
    }
    buffer |= load<u64>(from) << count;
    from += 7;
    from -= <usize>(count >> 3) & 7;
    count |= 56;
    const length = amountOf(entry, saved);
    if ((far & isSpecial) !== 0) {
      if ((far & isSubtable) !== 0) {
        buffer >>= far;
        count -= far;
        far = load<u32>(within(far, buffer), distanceTable);
      }
      if ((far & isSpecial) !== 0) {
        status = wrongDistance;
        break;
      }
    }
    saved = buffer;
    buffer >>= far;
    count -= far;
    entry = load<u32>(<usize>buffer & literalMask, literalTable);
    const distance = amountOf(far, saved);
    if (distance > to - history) {
      status = tooFarBack;
      break;
    }
    repeat(to, distance, length);
    to += length;
  }
  setBits(buffer >> spentBits, (count - spentBits) & 63);
  setInput(from);
  output = to;
  return status;
}
