/*
 * Lengths of a Huffman code that is no longer than allowed: the optimal ones (Moffat and Katajainen 1995, in place), and where they
 * are too long, codes moved up until they fit, which costs a few bits in rare cases.
 */
const sorted: usize = memory.data(4 * 288, 16);
const weights: usize = memory.data(4 * 288, 16);
const numbers: usize = memory.data(4 * 64, 16);

const symbolBits: i32 = 9;

/**
 * Gives each of the symbols a length of at most `longest` bits, a byte each, by how often it stands in the data (below 2^23): 0 where
 * it does not. A code of one symbol has the length 1, which every reader takes.
 */
export function huffmanLengths(counts: usize, symbols: i32, lengths: usize, longest: i32): void {
  memory.fill(lengths, 0, symbols);
  let used: i32 = 0;
  for (let symbol = 0; symbol < symbols; symbol++) {
    const count = load<u32>(counts + (symbol << 2));
    if (count > 0) store<u32>(sorted + (used++ << 2), (count << symbolBits) | symbol);
  }
  if (used === 0) return;
  if (used === 1) {
    store<u8>(lengths + symbolAt(0), 1);
    return;
  }
  sort(used);
  for (let n = 0; n < used; n++) store<u32>(weights + (n << 2), load<u32>(sorted + (n << 2)) >>> symbolBits);
  joinLightest(used);
  countLengths(used, longest);
  // The rarest symbols come first and have the longest codes.
  let n: i32 = 0;
  for (let length = longest; length > 0; length--) {
    for (let left = numberOf(length); left > 0; left--) store<u8>(lengths + symbolAt(n++), <u8>length);
  }
}

function symbolAt(n: i32): usize {
  return load<u32>(sorted + (n << 2)) & ((1 << symbolBits) - 1);
}

function weight(n: i32): u32 {
  return load<u32>(weights + (n << 2));
}

function setWeight(n: i32, value: u32): void {
  store<u32>(weights + (n << 2), value);
}

function numberOf(length: i32): i32 {
  return load<i32>(numbers + (length << 2));
}

function addNumber(length: i32, more: i32): void {
  store<i32>(numbers + (length << 2), numberOf(length) + more);
}

/** Shell's sort, with gaps of Ciura. */
function sort(length: i32): void {
  for (
    let gap: i32 = 132;
    gap > 0;
    gap = gap > 57 ? 57 : gap > 23 ? 23 : gap > 10 ? 10 : gap > 4 ? 4 : gap > 1 ? 1 : 0
  ) {
    for (let n = gap; n < length; n++) {
      const value = load<u32>(sorted + (n << 2));
      let to = n;
      for (; to >= gap && load<u32>(sorted + ((to - gap) << 2)) > value; to -= gap) {
        store<u32>(sorted + (to << 2), load<u32>(sorted + ((to - gap) << 2)));
      }
      store<u32>(sorted + (to << 2), value);
    }
  }
}

/** Turns the weights, lightest first, into the depths of the tree, deepest first. */
function joinLightest(used: i32): void {
  let leaf: i32 = 0;
  let node: i32 = 0;
  // First the weights of the inner nodes, each of which is then replaced by its parent.
  for (let next = 0; next < used - 1; next++) {
    let sum: u32 = 0;
    for (let side = 0; side < 2; side++) {
      if (leaf >= used || (node < next && weight(node) < weight(leaf))) {
        sum += weight(node);
        setWeight(node++, next);
      } else {
        sum += weight(leaf++);
      }
    }
    setWeight(next, sum);
  }
  // Then their depths.
  setWeight(used - 2, 0);
  for (let next = used - 3; next >= 0; next--) setWeight(next, weight(weight(next)) + 1);
  // Then those of the leaves: what a level has room for and no inner node takes.
  let room: i32 = 1;
  let depth: u32 = 0;
  node = used - 2;
  let to = used - 1;
  while (room > 0) {
    let inner: i32 = 0;
    for (; node >= 0 && weight(node) === depth; node--) inner++;
    for (; room > inner; room--) setWeight(to--, depth);
    room = 2 * inner;
    depth++;
  }
}

/** How many codes there are of each length, with those that are too long made shorter at the cost of others. */
function countLengths(used: i32, longest: i32): void {
  memory.fill(numbers, 0, 4 * 64);
  for (let n = 0; n < used; n++) addNumber(min(<i32>weight(n), longest), 1);
  // In parts of the longest code; the code is complete at 2^longest of them.
  let parts: u32 = 0;
  for (let length = 1; length <= longest; length++) parts += (<u32>numberOf(length)) << (longest - length);
  while (parts > <u32>(1 << longest)) {
    addNumber(longest, -1);
    for (let length = longest - 1; length > 0; length--) {
      if (numberOf(length) === 0) continue;
      addNumber(length, -1);
      addNumber(length + 1, 2);
      break;
    }
    parts--;
  }
}

/** The codes of the lengths, as the stream has them, first bit lowest (RFC 1951, 3.2.2): code, and its length from bit 24 on. */
export function huffmanCodes(lengths: usize, symbols: i32, codes: usize): void {
  memory.fill(numbers, 0, 4 * 64);
  for (let symbol = 0; symbol < symbols; symbol++) addNumber(load<u8>(lengths + symbol), 1);
  let code: u32 = 0;
  let before: u32 = 0;
  for (let length = 1; length < 16; length++) {
    const count = numberOf(length);
    code = (code + before) << 1;
    before = count;
    store<u32>(numbers + ((16 + length) << 2), code);
  }
  for (let symbol = 0; symbol < symbols; symbol++) {
    const length: u32 = load<u8>(lengths + symbol);
    if (length === 0) continue;
    const next = load<u32>(numbers + ((16 + length) << 2));
    store<u32>(numbers + ((16 + length) << 2), next + 1);
    store<u32>(codes + (symbol << 2), (reversed(next) >>> (32 - length)) | (length << 24));
  }
}

function reversed(value: u32): u32 {
  let bits = value;
  bits = ((bits >>> 1) & 0x55555555) | ((bits & 0x55555555) << 1);
  bits = ((bits >>> 2) & 0x33333333) | ((bits & 0x33333333) << 2);
  bits = ((bits >>> 4) & 0x0f0f0f0f) | ((bits & 0x0f0f0f0f) << 4);
  return bswap<u32>(bits);
}
