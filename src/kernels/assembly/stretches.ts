/** Places are parted into stretches of as many as have so many bits: the bits of all of one lie in the nearest cache. */
export const placeBits: u32 = 18;
export const placeMask: u32 = (1 << placeBits) - 1;
