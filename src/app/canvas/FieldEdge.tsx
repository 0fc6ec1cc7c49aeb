import type { Edge, EdgeProps, InternalNode } from '@xyflow/react';
import { BaseEdge, useInternalNode } from '@xyflow/react';
import { memo } from 'react';
import type { Position } from '#src/graph/document.ts';
import type { Box } from './groupBox.ts';

type FieldFlowEdge = Edge<{ readonly lane: number; readonly title: string }, 'field'>;

/** The distance of lines between the same two modules, in the network's own measure. */
const laneWidth = 9;

/** A parameter connection or a coupling: a straight thin line from the edge of one module to the edge of the other. */
export const FieldEdge = memo(function FieldEdge({ source, target, data, markerEnd }: EdgeProps<FieldFlowEdge>) {
  const [from, to] = [boxOf(useInternalNode(source)), boxOf(useInternalNode(target))];
  if (!from || !to) return null;
  const [start, end] = lineBetween(from, to, laneOffset(data?.lane ?? 0, source < target));
  return (
    <g>
      <title>{data?.title}</title>
      <BaseEdge path={`M${start.x},${start.y}L${end.x},${end.y}`} markerEnd={markerEnd} interactionWidth={12} />
    </g>
  );
});

/** 0, 1, -1, 2, -2 ... lanes beside the middle; which side does not depend on the direction of the line. */
function laneOffset(lane: number, isForward: boolean): number {
  const side = lane % 2 === 1 ? Math.ceil(lane / 2) : -lane / 2;
  return side * laneWidth * (isForward ? 1 : -1);
}

function boxOf(node: InternalNode | undefined): Box | undefined {
  if (!node) return undefined;
  const { width = 0, height = 0 } = node.measured;
  return { ...node.internals.positionAbsolute, width, height };
}

/** The line between the middles of two boxes, moved aside by `offset`, as far as it is outside of both. */
export function lineBetween(from: Box, to: Box, offset: number): readonly [Position, Position] {
  const [a, b] = [middleOf(from), middleOf(to)];
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const aside = { x: (-(b.y - a.y) / length) * offset, y: ((b.x - a.x) / length) * offset };
  const [start, end] = [a, b].map(({ x, y }) => ({ x: x + aside.x, y: y + aside.y }));
  const [leaves, enters] = [leaving(start, end, from), 1 - leaving(end, start, to)];
  // Boxes that overlap leave nothing between them: then the whole line is drawn.
  if (leaves >= enters) return [start, end];
  // An arrow that ends a little before the edge is not hidden by the halo of a module.
  const gap = Math.min(4 / length, (enters - leaves) / 4);
  const at = (t: number) => ({ x: start.x + t * (end.x - start.x), y: start.y + t * (end.y - start.y) });
  return [at(leaves), at(enters - gap)];
}

function middleOf({ x, y, width, height }: Box): Position {
  return { x: x + width / 2, y: y + height / 2 };
}

/** The fraction of the way from a point inside of a box to one outside at which the box is left. */
function leaving(start: Position, end: Position, { x, y, width, height }: Box): number {
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const tx = dx === 0 ? Number.POSITIVE_INFINITY : ((dx > 0 ? x + width : x) - start.x) / dx;
  const ty = dy === 0 ? Number.POSITIVE_INFINITY : ((dy > 0 ? y + height : y) - start.y) / dy;
  return Math.max(0, Math.min(tx, ty));
}
