import type { Position } from '#src/graph/document.ts';

/** The connection under a place of the screen, beneath whatever is dragged over it: "Mask.input0". */
export function wireAt({ x, y }: Position): string | undefined {
  for (const element of document.elementsFromPoint(x, y)) {
    const wire = element.closest<SVGElement>('.react-flow__edge');
    if (wire && !wire.classList.contains('wire-param')) return wire.dataset.id;
  }
  return undefined;
}
