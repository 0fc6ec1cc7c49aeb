import type { GraphDocument, Position } from '#src/graph/document.ts';
import { nodesOf } from '#src/graph/document.ts';
import type { Size } from './groupBox.ts';

/** What of a new module lies under the pointer: its name, or the connector that was asked for. */
export type Grip = 'name' | 'input' | 'output';

/** A module before it has been drawn: most are as small as this. */
const width = 150;
const height = 54;
const connector = 12;

/** The upper left corner of a new module that is held at a place of the network. */
export function cornerAt({ x, y }: Position, grip: Grip = 'name'): Position {
  const above = { name: 14, input: height + connector / 2, output: -connector / 2 };
  return { x: Math.round(x - width / 2), y: Math.round(y - above[grip]) };
}

/** Steps in which free room is looked for, and the room that is left around a module for its connections. */
const step = { x: 48, y: 24 };
const margin = { x: 16, y: 32 };

/**
 * The place nearest to the wanted one at which a new module can be held by its name without covering another: for one that nobody
 * points a place out for. Of places equally near the one further up comes first, as data flow upward.
 */
export function freeRoom(document: GraphDocument, wanted: Position, sizeOf: (name: string) => Size): Position {
  const taken = nodesOf(document).map(([name, { position }]) => ({ ...position, ...sizeOf(name) }));
  const isFree = (at: Position) => {
    const corner = cornerAt(at);
    return taken.every(
      (box) =>
        corner.x + width + margin.x <= box.x ||
        corner.x >= box.x + box.width + margin.x ||
        corner.y + height + margin.y <= box.y ||
        corner.y >= box.y + box.height + margin.y,
    );
  };
  // Each module keeps at most so many places from being free that one of these is.
  for (let ring = 0; ring <= 4 * (taken.length + 2); ring++) {
    for (const { x, y } of ringOf(ring)) {
      const at = { x: wanted.x + x * step.x, y: wanted.y + y * step.y };
      if (isFree(at)) return at;
    }
  }
  return wanted;
}

/** The places of a square ring, straight up first, then outward from there. */
function ringOf(ring: number): readonly Position[] {
  const places: Position[] = [];
  for (let y = -ring; y <= ring; y++) {
    const isEdge = Math.abs(y) === ring;
    for (let x = -ring; x <= ring; x += isEdge || ring === 0 ? 1 : 2 * ring) places.push({ x, y });
  }
  return places.sort((a, b) => a.y - b.y || Math.abs(a.x) - Math.abs(b.x));
}

/** The place itself, or the first one down its diagonal where no module begins: none is added exactly upon another. */
export function freePlace(document: GraphDocument, wanted: Position): Position {
  const corners = nodesOf(document).map(([, { position }]) => position);
  const near = 12;
  let at = wanted;
  while (corners.some((corner) => Math.abs(corner.x - at.x) < near && Math.abs(corner.y - at.y) < near)) {
    at = { x: at.x + 24, y: at.y + 24 };
  }
  return at;
}
