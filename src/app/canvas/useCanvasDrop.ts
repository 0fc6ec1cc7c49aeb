import { useReactFlow } from '@xyflow/react';
import type { DragEvent } from 'react';
import { modules } from '#modules/index.ts';
import { addModule } from '#src/app/actions.ts';
import { markDrop } from '#src/app/files/dropMark.ts';
import { takeDropped, walkDropped } from '#src/app/files/droppedFiles.ts';
import { readsFiles } from '#src/app/files/readsFiles.ts';
import { takeFiles } from '#src/app/files/takeFiles.ts';
import { cornerAt } from './nodeCorner.ts';

/** The kind of data under which the module browser drags a module. */
export const moduleDragType = 'application/x-voxgraph-module';

/**
 * What may be dropped on the canvas: a module of the browser; files and folders of images, each of which becomes a LocalImage, or
 * goes into the one that it is dropped on; a graph file.
 */
export function useCanvasDrop() {
  const flow = useReactFlow();
  return {
    onDragOver(event: DragEvent) {
      const { types } = event.dataTransfer;
      if (!types.includes(moduleDragType) && !types.includes('Files')) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      markDrop(types.includes('Files') ? moduleUnder(event)?.element : undefined);
    },
    onDrop(event: DragEvent) {
      const at = cornerAt(flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }));
      const module = modules.get(event.dataTransfer.getData(moduleDragType));
      const dropped = takeDropped(event.dataTransfer);
      if (!module && dropped.length === 0) return;
      event.preventDefault();
      if (module) {
        addModule(module, at);
        return;
      }
      const onto = moduleUnder(event)?.node;
      // Further images stand beside the module that takes the first.
      const beside = onto ? { x: at.x + 190, y: at.y } : at;
      void takeFiles((signal) => walkDropped(dropped, signal), { node: onto, at: beside });
    },
  };
}

/** The module under the pointer, where it takes files. */
function moduleUnder({ target }: DragEvent): { readonly node: string; readonly element: Element } | undefined {
  const element = target instanceof Element ? target.closest('.react-flow__node') : null;
  const node = element?.getAttribute('data-id');
  return element && node && readsFiles(node) ? { node, element } : undefined;
}
