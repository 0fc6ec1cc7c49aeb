import { Graph, layout } from '@dagrejs/dagre';
import type { ArrangedBox, Places } from '#src/graph/arrange.ts';

/** What is to be arranged: boxes, which of them feeds which, and which lie in a group together. */
export interface LayoutTask {
  readonly boxes: readonly ArrangedBox[];
  readonly wires: readonly (readonly [from: string, to: string])[];
  /** The group of a box by name; its frame needs room around it. */
  readonly groups: Readonly<Record<string, string>>;
}

/**
 * Where boxes lie when they are arranged in layers, data flowing upwards as in MeVisLab, with few crossings (Sugiyama's method, by
 * dagre). The upper left corner of all stays where it is.
 */
export function layoutGraph({ boxes, wires, groups }: LayoutTask): Places {
  if (boxes.length === 0) return {};
  const graph = new Graph({ compound: true, multigraph: false });
  graph.setGraph({ rankdir: 'BT', nodesep: 36, ranksep: 52, marginx: 0, marginy: 0 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { name, width, height } of boxes) graph.setNode(name, { width, height });
  for (const group of new Set(Object.values(groups))) graph.setNode(`group:${group}`, { width: 0, height: 0 });
  for (const [name, group] of Object.entries(groups)) graph.setParent(name, `group:${group}`);
  for (const [from, to] of wires) if (from !== to) graph.setEdge(from, to);
  layout(graph);
  const corners = boxes.map(({ name, width, height }) => {
    const { x = 0, y = 0 } = graph.node(name) as { x?: number; y?: number };
    return { name, x: x - width / 2, y: y - height / 2 };
  });
  const dx = Math.min(...boxes.map(({ x }) => x)) - Math.min(...corners.map(({ x }) => x));
  const dy = Math.min(...boxes.map(({ y }) => y)) - Math.min(...corners.map(({ y }) => y));
  return Object.fromEntries(corners.map(({ name, x, y }) => [name, { x: Math.round(x + dx), y: Math.round(y + dy) }]));
}
