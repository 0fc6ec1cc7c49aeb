import type { CanvasPlace } from '#src/app/keptLook.ts';

/** How networks lie in the canvas that the user had moved there, by number: they come back there. */
let places: ReadonlyMap<number, CanvasPlace> = new Map();
const listeners = new Set<() => void>();

/** Where a network lies that was moved or edited; undefined for one that is fitted into the canvas. */
export function keptPlace(network: number): CanvasPlace | undefined {
  return places.get(network);
}

/** Keeps where a network lies, and tells who wants to know. */
export function keepPlace(network: number, { x, y, zoom }: CanvasPlace): void {
  const old = places.get(network);
  if (old && old.x === x && old.y === y && old.zoom === zoom) return;
  places = new Map([...places, [network, { x, y, zoom }]]);
  for (const listener of listeners) listener();
}

/** Calls a listener after places have changed. */
export function onPlaceKept(listener: () => void): void {
  listeners.add(listener);
}
