import type { Position } from '#src/graph/document.ts';

/** What the rest of the editor may ask of the canvas; the canvas fills it in while it is there. */
export const canvasView = {
  fit: (): void => {},
  /** Selects a module, brings it into sight and gives it the focus. */
  reveal: (_node: string): void => {},
  openSearch: (_text: string): void => {},
  /** The place in the network under the pointer, or in the middle of what is in sight. */
  pointer: (): Position => ({ x: 0, y: 0 }),
  center: (): Position => ({ x: 0, y: 0 }),
  /** Whether the pointer was moved over the canvas since this was asked last. */
  takePointing: (): boolean => false,
};
