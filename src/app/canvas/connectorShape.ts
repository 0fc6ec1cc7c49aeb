import { own } from '#src/graph/document.ts';
import type { AnyModule } from '#src/graph/module.ts';
import type { PortType } from '#src/graph/ports.ts';

const shapes: Partial<Record<PortType, 'triangle' | 'square'>> = {
  image: 'triangle',
  table: 'square',
  file: 'square',
  points: 'square',
  box: 'square',
  mesh: 'square',
};

/** How a connector of a type is drawn at a module; undefined for numbers, texts and vectors, which are fields and connected in panels. */
export function connectorShape(type: PortType): 'triangle' | 'square' | undefined {
  return shapes[type];
}

/** Whether a module has a connector that is drawn; of an unknown module all are that its connections name. */
export function isDrawn(module: AnyModule | undefined, side: 'inputs' | 'outputs', name: string): boolean {
  if (!module) return true;
  const port = own(module[side], name);
  return port !== undefined && connectorShape(port.type) !== undefined;
}
