import type { DragEvent } from 'react';
import { currentDocument } from '#src/app/store.ts';
import { nodeOf } from '#src/graph/document.ts';
import { markDrop } from './dropMark.ts';
import { takeDropped, walkDropped } from './droppedFiles.ts';
import { readsFiles } from './readsFiles.ts';
import { takeFiles } from './takeFiles.ts';

/** Events of an element on which files can be dropped that go into a module; further images become modules beside it. */
export function fileDropOf(node: string) {
  if (!readsFiles(node)) return {};
  return {
    onDragOver(event: DragEvent) {
      if (!event.dataTransfer.types.includes('Files')) return;
      markDrop(event.currentTarget as Element);
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
    },
    onDrop(event: DragEvent) {
      const dropped = takeDropped(event.dataTransfer);
      if (dropped.length === 0) return;
      event.preventDefault();
      const { x, y } = nodeOf(currentDocument(), node)?.position ?? { x: 0, y: 0 };
      void takeFiles((signal) => walkDropped(dropped, signal), { node, at: { x: x + 190, y } });
    },
  };
}
