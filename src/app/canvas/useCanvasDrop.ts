import { useReactFlow } from '@xyflow/react';
import type { DragEvent } from 'react';
import { modules } from '#modules/index.ts';
import { addModule } from '#src/app/actions.ts';
import { addFile } from '#src/app/files.ts';
import { openGraphText } from '#src/app/graphFiles.ts';
import { currentDocument, notify } from '#src/app/store.ts';
import { nodesOf, type Position } from '#src/graph/document.ts';
import { canvasView } from './canvasView.ts';
import { cornerAt } from './nodeCorner.ts';
import { whyNoImage } from './whyNoImage.ts';

/** The kind of data under which the module browser drags a module. */
export const moduleDragType = 'application/x-voxgraph-module';

/** What may be dropped on the canvas: a module of the browser, image files (each becomes a LocalImage), a graph file. */
export function useCanvasDrop() {
  const flow = useReactFlow();
  return {
    onDragOver(event: DragEvent) {
      const { types } = event.dataTransfer;
      if (!types.includes(moduleDragType) && !types.includes('Files')) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
    },
    onDrop(event: DragEvent) {
      const at = cornerAt(flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }));
      const module = modules.get(event.dataTransfer.getData(moduleDragType));
      const files = [...event.dataTransfer.files];
      if (!module && files.length === 0) return;
      event.preventDefault();
      if (module) addModule(module, at);
      else void dropFiles(files, at);
    },
  };
}

/** Opens the network first, so that the images are added to it; says of each file that is not taken why. */
async function dropFiles(files: readonly File[], at: Position): Promise<void> {
  const [graph, ...otherGraphs] = files.filter(isGraph);
  const isOpened = graph !== undefined && openGraphText(await graph.text(), graph.name);
  // An opened network brings another view of the canvas: the images go below it, where what it reads begins.
  const corner = isOpened ? lowerLeft() : at;
  for (const { name } of otherGraphs) {
    notify('warning', `${name} was not opened: only one network can be open, and ${graph?.name} was the first`);
  }
  const loader = modules.get('LocalImage');
  if (!loader) return;
  let count = 0;
  for (const file of files.filter((each) => !isGraph(each))) {
    try {
      const why = await whyNoImage(file);
      if (why) notify('warning', why);
      else addModule(loader, { x: corner.x + 190 * count++, y: corner.y }, undefined, { name: await addFile(file) });
    } catch (error) {
      notify('error', error instanceof Error ? error.message : String(error));
    }
  }
  // Once they are drawn, so that they are seen beside the network that was fitted without them.
  if (isOpened && count > 0) requestAnimationFrame(() => canvasView.fit());
}

/** A free place under the lower left of the network. */
function lowerLeft(): Position {
  const places = nodesOf(currentDocument()).map(([, { position }]) => position);
  if (places.length === 0) return { x: 0, y: 0 };
  return { x: Math.min(...places.map(({ x }) => x)), y: Math.max(...places.map(({ y }) => y)) + 120 };
}

function isGraph({ name }: File): boolean {
  return /\.json$/i.test(name);
}
