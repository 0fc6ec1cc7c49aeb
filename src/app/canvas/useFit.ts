import type { ReactFlowInstance, Viewport } from '@xyflow/react';
import { getViewportForBounds, useOnViewportChange, useReactFlow, useStore } from '@xyflow/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useApp, useStructure } from '#src/app/store.ts';
import type { GraphDocument } from '#src/graph/document.ts';
import { groupFlowId } from './flowIds.ts';
import { type CanvasFlowNode, sizeOfFlowNode } from './flowNodes.ts';
import { foldedGroupOf } from './foldedPorts.ts';
import { type Box, bounds } from './groupBox.ts';
import { keepPlace, keptPlace } from './keptPlaces.ts';
import type { Drawn } from './portions.ts';

/** How a network is fitted into the canvas: with a margin, and never larger than life. */
export const fitOptions = { padding: 0.15, maxZoom: 1, minZoom: 0.2 };

/**
 * Shows all of a network that was opened, and keeps it in sight while the windows around the canvas are still finding their
 * sizes, and nodes grow by what they have to tell: until the user moves the view or edits; then one that is shown again lies as it did. `measured` holds the sizes of the
 * nodes that are known; of a network that comes in portions the others are guessed, so that its first modules are seen at once. Gives what to call when the user moves the view, and whether the network is not in its place yet: it
 * must not be shown then, since a click would miss what jumps away from under it.
 */
export function useFit(
  nodes: readonly CanvasFlowNode[],
  measured: ReadonlyMap<string, unknown>,
  { isLeaving, isComplete }: Drawn<CanvasFlowNode>,
): {
  readonly leaveFit: () => void;
  readonly isFitting: boolean;
} {
  const flow = useReactFlow();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const network = useApp((state) => state.network);
  const structure = useStructure();
  // The network as this canvas first saw it: saved or not, it was restored or opened, or the windows were arranged anew.
  const opened = useRef<{ readonly network: number; readonly nodes: GraphDocument['nodes'] }>(undefined);
  const isEdited = useApp((state) => {
    const { nodes } = state.history.present;
    if (opened.current?.network !== state.network) opened.current = { network: state.network, nodes };
    return opened.current.nodes !== nodes;
  });
  const [left, setLeft] = useState<number>();
  const [placed, setPlaced] = useState<number>();
  // What is edited before it was placed, as by a file that comes with the network, is placed all the same.
  const isKept = left !== network && (!isEdited || placed !== network);

  // For this network in a canvas of this size the view was fitted.
  const fitted = useRef<{ readonly network: number; readonly width: number; readonly height: number }>(undefined);
  const restored = useRef<number>(undefined);
  const isEmpty = Object.keys(structure.nodes).length === 0;
  const isMeasured = isComplete && drawnIds(structure).every((id) => measured.has(id));
  const canFit = isKept && !isEmpty && width > 0 && height > 0 && (isMeasured || !isComplete);

  // biome-ignore lint/correctness/useExhaustiveDependencies: nodes that were measured anew may have grown out of sight.
  useEffect(() => {
    // What is left of the network before it lies where that was.
    if (isLeaving && placed !== network) return;
    // Kept for the next canvas: another arrangement of the windows brings one.
    const view = restored.current === network ? undefined : keptPlace(network);
    restored.current = network;
    if (view) {
      void flow.setViewport(view);
      setPlaced(network);
      setLeft(network);
      return;
    }
    // Of an empty network there is nothing to fit, and its first module stays where it was put.
    if (isEmpty) setPlaced(network);
    if (!canFit) return;
    const last = fitted.current;
    const isNew = last?.network !== network || last.width !== width || last.height !== height;
    const box = boundsOf(nodes);
    if (box && (isNew || (isMeasured && !isInSight(flow, box, width, height)))) {
      fitted.current = { network, width, height };
      // At once, while the library's own fitting takes some frames.
      const { minZoom, maxZoom, padding } = fitOptions;
      void flow.setViewport(getViewportForBounds(box, width, height, minZoom, maxZoom, padding));
    }
    setPlaced(network);
  }, [flow, measured, network, canFit, isMeasured, isLeaving, isEmpty, width, height]);

  const own = useRef<number>(undefined);
  useEffect(() => {
    own.current = !isKept && placed === network ? network : undefined;
    // It lies where it was fitted, but will stay there from now on.
    if (own.current !== undefined && !keptPlace(network)) keepPlace(network, flow.getViewport());
  });
  useOnViewportChange({
    onEnd: useCallback((viewport: Viewport) => {
      const shown = useApp.getState().network;
      if (own.current === shown) keepPlace(shown, viewport);
    }, []),
  });
  useEffect(
    () => () => {
      if (own.current === network) keepPlace(network, flow.getViewport());
    },
    [flow, network],
  );

  return {
    leaveFit: useCallback(() => setLeft(useApp.getState().network), []),
    isFitting: isKept && !isEmpty && placed !== network,
  };
}

/** The modules that are drawn, and in place of the others their folded groups, by the ids of the canvas. */
function drawnIds(document: GraphDocument): readonly string[] {
  return Object.keys(document.nodes).map((name) => {
    const group = foldedGroupOf(document, name);
    return group === undefined ? name : groupFlowId(group);
  });
}

/** The smallest box around all. */
function boundsOf(nodes: readonly CanvasFlowNode[]): Box | undefined {
  return bounds(nodes.map((node) => ({ ...node.position, ...sizeOfFlowNode(node) })));
}

/** Whether all nodes lie within a canvas of this size. */
function isInSight(flow: ReactFlowInstance, box: Box, width: number, height: number): boolean {
  const { x, y, zoom } = flow.getViewport();
  const left = box.x * zoom + x;
  const top = box.y * zoom + y;
  return left >= 0 && top >= 0 && left + box.width * zoom <= width && top + box.height * zoom <= height;
}
