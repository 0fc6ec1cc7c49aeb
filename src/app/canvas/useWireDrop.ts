import { useReactFlow } from '@xyflow/react';
import { type DragEvent, useEffect, useRef } from 'react';
import { modules } from '#modules/index.ts';
import { addInWire } from '#src/app/rewireActions.ts';
import { currentDocument } from '#src/app/store.ts';
import type { OutputRef } from '#src/graph/document.ts';
import { splitRef } from '#src/graph/document.ts';
import { fitOfModule } from '#src/graph/insert.ts';
import type { AnyModule } from '#src/graph/module.ts';
import type { DropHint } from './dropHint.ts';
import { cornerAt } from './nodeCorner.ts';
import { moduleDragType } from './useCanvasDrop.ts';
import { wireAt } from './wireAt.ts';

interface Drop {
  readonly onDragOver: (event: DragEvent) => void;
  readonly onDrop: (event: DragEvent) => void;
}

/** Puts a module of the browser into the connection on which it is dropped; all else is left to `other`. */
export function useWireDrop(other: Drop, show: (hint: DropHint | undefined) => void) {
  const flow = useReactFlow();
  const dragged = useRef<AnyModule>(undefined);
  useEffect(() => {
    // While it is dragged, a browser tells what kind of thing it is, but not which.
    const onDragStart = (event: globalThis.DragEvent) => {
      dragged.current = modules.get(event.dataTransfer?.getData(moduleDragType) ?? '');
    };
    window.addEventListener('dragstart', onDragStart);
    return () => window.removeEventListener('dragstart', onDragStart);
  }, []);
  const wireUnder = ({ clientX, clientY }: DragEvent): string | undefined => {
    const wire = dragged.current && wireAt({ x: clientX, y: clientY });
    return wire !== undefined && dragged.current && fits(dragged.current, wire) ? wire : undefined;
  };
  return {
    onDragOver(event: DragEvent) {
      const wire = wireUnder(event);
      show(wire === undefined ? undefined : { kind: 'wire', wire });
      other.onDragOver(event);
    },
    onDragLeave: () => show(undefined),
    onDrop(event: DragEvent) {
      const wire = wireUnder(event);
      const module = dragged.current;
      dragged.current = undefined;
      show(undefined);
      if (wire === undefined || !module) {
        other.onDrop(event);
        return;
      }
      event.preventDefault();
      addInWire(module, wire, cornerAt(flow.screenToFlowPosition({ x: event.clientX, y: event.clientY })));
    },
  };
}

function fits(module: AnyModule, wireId: string): boolean {
  const [node, input] = splitRef(wireId as OutputRef);
  return fitOfModule(currentDocument(), modules, { node, input }, module) !== undefined;
}
