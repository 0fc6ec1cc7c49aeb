import type { PortRef } from '#src/app/store.ts';
import type { Position } from '#src/graph/document.ts';
import { type Size, usualSize } from './groupBox.ts';

/** What is searched for: a module for a connector, for a place in a connection, or for the place of another module. */
export interface SearchFor {
  readonly from?: PortRef;
  readonly wire?: string;
  readonly swap?: string;
}

/** What the rest of the editor may ask of the canvas; the canvas fills it in while it is there. */
export const canvasView = {
  fit: (): void => {},
  /** Selects a module, brings it into sight and gives it the focus. */
  reveal: (_node: string): void => {},
  openSearch: (_text: string, _at?: Position, _for?: SearchFor): void => {},
  /** How large a module, group or note is drawn, by its id on the canvas. */
  sizeOf: (_id: string): Size => usualSize,
  /** The place on the screen of one in the network. */
  screenOf: (at: Position): Position => at,
  /** The place in the network of one on the screen. */
  networkOf: (at: Position): Position => at,
  /** The place in the network under the pointer, or in the middle of what is in sight. */
  pointer: (): Position => ({ x: 0, y: 0 }),
  center: (): Position => ({ x: 0, y: 0 }),
  /** Whether the pointer was moved over the canvas since this was asked last. */
  takePointing: (): boolean => false,
};
