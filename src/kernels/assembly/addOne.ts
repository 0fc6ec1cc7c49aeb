/** Adds 1 to a counter of 4 bytes. */
export function addOne(at: usize): void {
  store<u32>(at, load<u32>(at) + 1);
}
