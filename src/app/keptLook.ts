import type { GraphDocument, OutputRef, Position } from '#src/graph/document.ts';
import { nodeOf, own, sourceOf, splitRef } from '#src/graph/document.ts';
import { thingOf } from './canvas/flowIds.ts';
import type { Network } from './network.ts';

/** Where a network lies in the canvas, and how large. */
export interface CanvasPlace extends Position {
  readonly zoom: number;
}

/** How somebody had a network before him: what is selected in it and where it lies; neither is part of its document. */
export interface KeptLook extends Pick<Network, 'selection' | 'selectedWires' | 'selectedFrames'> {
  /** Undefined as long as all of it is fitted into the canvas. */
  readonly place: CanvasPlace | undefined;
}

/** Beyond this many pixels no network lies, CSS pixels. */
const farthest = 1e7;

/** What a journal kept of a look, without what does not fit the document: it may come from another version, or from a broken disk. */
export function openLook(kept: unknown, document: GraphDocument): KeptLook {
  const { selection, selectedWires, selectedFrames, place } = recordOf(kept);
  const frames = { group: document.groups ?? {}, note: document.notes ?? {} };
  return {
    selection: namesOf(selection).filter((name) => nodeOf(document, name)),
    selectedWires: namesOf(selectedWires).filter((wire) => {
      const [name, input] = splitRef(wire as OutputRef);
      const node = nodeOf(document, name);
      return node !== undefined && sourceOf(node, input) !== undefined;
    }),
    selectedFrames: namesOf(selectedFrames).filter((flowId) => {
      const { kind, id } = thingOf(flowId);
      return kind !== 'module' && own<unknown>(frames[kind], id) !== undefined;
    }),
    place: placeOf(place),
  };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function namesOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : [];
}

function placeOf(value: unknown): CanvasPlace | undefined {
  const { x, y, zoom } = recordOf(value);
  if (typeof x !== 'number' || typeof y !== 'number' || typeof zoom !== 'number') return undefined;
  const isSound = Math.abs(x) < farthest && Math.abs(y) < farthest && zoom >= 0.05 && zoom <= 5;
  return isSound ? { x, y, zoom } : undefined;
}
