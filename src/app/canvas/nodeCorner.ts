import type { GraphDocument, Position } from '#src/graph/document.ts';
import { nodesOf } from '#src/graph/document.ts';

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
