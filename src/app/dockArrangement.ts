import type { SerializedDockview } from 'dockview-react';

type GridNode = SerializedDockview['grid']['root'];
type Orientation = SerializedDockview['grid']['orientation'];
type Group = Exclude<GridNode['data'], readonly unknown[]>;
type Floating = NonNullable<SerializedDockview['floatingGroups']>[number];

/** The room that the windows have, CSS pixels. */
export interface DockSize {
  readonly width: number;
  readonly height: number;
}

/** A panel as it is to be opened, or undefined where there is none of that id. */
export type PanelOf = (id: string) => { readonly component: string; readonly title: string } | undefined;

const horizontal = 'HORIZONTAL' as Orientation;
const maxDepth = 16;
const maxFloating = 32;
const minFloating = { width: 240, height: 160 };

/**
 * The arrangement that a file describes, built anew from what makes sense in it: each known panel at most once, boxes of sizes
 * that exist, floating windows inside the room. Names, contents and addresses are never taken from it, the canvas is docked and
 * has its group for itself, and which window is maximized is not told here. Undefined when it is no arrangement or has no place for the canvas.
 */
export function dockArrangement(layout: unknown, panelOf: PanelOf, size: DockSize): SerializedDockview | undefined {
  const { grid, activeGroup, floatingGroups } = recordOf(layout);
  const { root, orientation } = recordOf(grid);
  if (!isOrientation(orientation)) return undefined;
  const panels: SerializedDockview['panels'] = {};
  const groups = new Map<string, string>();

  /** The group with the panels that are known and not placed yet; undefined when none is left. */
  const groupOf = (data: unknown): Group | undefined => {
    const { views, activeView, id: savedId } = recordOf(data);
    const asked = arrayOf(views).filter((view) => typeof view === 'string');
    const isCanvas = asked.includes('canvas');
    const placed: string[] = [];
    for (const view of asked) {
      const panel = isCanvas && view !== 'canvas' ? undefined : panelOf(view);
      if (!panel || Object.hasOwn(panels, view)) continue;
      panels[view] = { id: view, contentComponent: panel.component, title: panel.title };
      placed.push(view);
    }
    if (placed.length === 0) return undefined;
    const id = String(groups.size + 1);
    groups.set(typeof savedId === 'string' ? savedId : `unnamed-${id}`, id);
    const active = placed.find((view) => view === activeView) ?? placed[0];
    return { id, views: placed, activeView: active, ...(isCanvas ? { locked: true, hideHeader: true } : {}) };
  };

  const nodeOf = (node: unknown, depth: number): GridNode | undefined => {
    const { type, data, size: share } = recordOf(node);
    const length = lengthOf(share);
    if (type === 'leaf') {
      const group = groupOf(data);
      return group && { type, data: group, ...length };
    }
    if (type !== 'branch' || depth > maxDepth) return undefined;
    const kept = arrayOf(data).flatMap((child) => nodeOf(child, depth + 1) ?? []);
    return kept.length > 0 ? { type, data: kept, ...length } : undefined;
  };

  const floatingOf = (window: unknown): Floating | undefined => {
    const { data, grid: inner, position } = recordOf(window);
    const box = insideOf(recordOf(position), size);
    const { width, height } = box;
    if (!inner) {
      // Written with its size, since the library first shows a group that is written by itself at its least width.
      const group = groupOf(data);
      const leaf: GridNode | undefined = group && { type: 'leaf', data: group, size: width };
      return (
        leaf && {
          grid: { root: { type: 'branch', data: [leaf], size: height }, width, height, orientation: horizontal },
          position: box,
        }
      );
    }
    const { root: innerRoot, orientation: direction } = recordOf(inner);
    const node = isOrientation(direction) ? nodeOf(innerRoot, 0) : undefined;
    if (node?.type !== 'branch' || !isOrientation(direction)) return undefined;
    return { grid: { root: node, width, height, orientation: direction }, position: box };
  };

  const top = nodeOf(root, 0);
  if (top?.type !== 'branch' || !Object.hasOwn(panels, 'canvas')) return undefined;
  const floating = arrayOf(floatingGroups)
    .slice(0, maxFloating)
    .flatMap((window) => floatingOf(window) ?? []);
  const active = typeof activeGroup === 'string' ? groups.get(activeGroup) : undefined;
  const { width = size.width, height = size.height } = sizeOf(grid);
  return {
    grid: { root: top, width, height, orientation },
    panels,
    ...(active === undefined ? {} : { activeGroup: active }),
    ...(floating.length > 0 ? { floatingGroups: floating } : {}),
  };
}

/** A box of a size that fits, moved into the room; positions are kept from the left and the top. */
function insideOf(position: Readonly<Record<string, unknown>>, room: DockSize) {
  const width = clamp(numberOf(position.width) ?? 420, minFloating.width, room.width || 420);
  const height = clamp(numberOf(position.height) ?? 420, minFloating.height, room.height || 420);
  const right = numberOf(position.right);
  const bottom = numberOf(position.bottom);
  const left = numberOf(position.left) ?? (right === undefined ? 0 : room.width - right - width);
  const top = numberOf(position.top) ?? (bottom === undefined ? 0 : room.height - bottom - height);
  return { left: clamp(left, 0, room.width - width), top: clamp(top, 0, room.height - height), width, height };
}

function isOrientation(value: unknown): value is Orientation {
  return value === 'HORIZONTAL' || value === 'VERTICAL';
}

function sizeOf(grid: unknown): Partial<DockSize> {
  const { width, height } = recordOf(grid);
  const isUsable = (value: unknown): value is number => typeof value === 'number' && value >= 1 && value <= 100_000;
  return isUsable(width) && isUsable(height) ? { width, height } : {};
}

/** The length of a box along its row or column; without one the boxes share the room. */
function lengthOf(size: unknown): { size?: number } {
  return typeof size === 'number' && size >= 1 && size <= 100_000 ? { size } : {};
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function clamp(value: number, min: number, max: number): number {
  return Math.max(min, Math.min(value, Math.max(min, max)));
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function arrayOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
