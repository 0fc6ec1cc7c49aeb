import { useReactFlow } from '@xyflow/react';
import type { DragEvent } from 'react';
import { modules } from '#modules/index.ts';
import { addModule } from '#src/app/actions.ts';
import { addFile } from '#src/app/files.ts';
import { openGraphText } from '#src/app/graphFiles.ts';
import { notify } from '#src/app/store.ts';
import type { Position } from '#src/graph/document.ts';
import { cornerAt } from './nodeCorner.ts';

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

async function dropFiles(files: readonly File[], at: Position): Promise<void> {
  const graph = files.find((file) => /\.json$/i.test(file.name));
  if (graph) {
    openGraphText(await graph.text(), graph.name);
    return;
  }
  const loader = modules.get('LocalImage');
  if (!loader) return;
  for (const [n, file] of files.entries()) {
    try {
      addModule(loader, { x: at.x + 190 * n, y: at.y }, undefined, { name: await addFile(file) });
    } catch (error) {
      notify('error', error instanceof Error ? error.message : String(error));
    }
  }
}
