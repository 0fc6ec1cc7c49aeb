/** The first address behind the module's own data: everything from here on is scratch, handed out by scratch.ts of the page's side. */
export function heapStart(): usize {
  return __heap_base;
}
