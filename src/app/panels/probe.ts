import { useMemo } from 'react';
import { modules } from '#modules/index.ts';
import { useDocument } from '#src/app/store.ts';
import { useValue } from '#src/app/useOutput.ts';
import type { GraphDocument, OutputRef } from '#src/graph/document.ts';
import { newNode } from '#src/graph/edit.ts';
import type { PortValue } from '#src/graph/ports.ts';

/** No name that a node of a network can have. */
const probe = '_inspectorInfo';

/**
 * What a module says of an output, as if it were connected there: computed and remembered like any other result. Undefined while it is
 * computed, and where it fails.
 */
export function useProbe(source: OutputRef, module: string, output: string): PortValue | undefined {
  const document = useDocument();
  const probed = useMemo(() => withProbe(document, source, module), [document, source, module]);
  const view = useValue(probed, `${probe}.${output}`, `${probe} ${source}`);
  return view.value;
}

function withProbe(document: GraphDocument, source: OutputRef, id: string): GraphDocument {
  const module = modules.get(id);
  if (!module) return document;
  const node = { ...newNode(module, { x: 0, y: 0 }), inputs: { input0: source } };
  return { ...document, nodes: { ...document.nodes, [probe]: node } };
}
