import { modules } from '#modules/index.ts';
import { currentDocument } from '#src/app/store.ts';
import { canvasTexts } from '#src/app/texts/canvas.tsx';
import { outputRef, whyNotConnect } from '#src/graph/document.ts';
import { realEnd } from './foldedPorts.ts';

/** A connector of a node on the canvas; a source is an output. */
export interface WireEnd {
  readonly node: string;
  readonly id?: string | null;
  readonly type: 'source' | 'target';
}

/** A sentence why a line drawn from one connector cannot end at another, or undefined when it can. */
export function whyRefused(start: WireEnd, end: WireEnd): string | undefined {
  if (start.node === end.node && start.id === end.id && start.type === end.type) return undefined;
  if (start.type === end.type) {
    return start.type === 'source' ? canvasTexts.refused.outputs : canvasTexts.refused.inputs;
  }
  const [giver, taker] = start.type === 'source' ? [start, end] : [end, start];
  const from = outputRef(...realEnd(giver.node, giver.id));
  return whyNotConnect(currentDocument(), modules, from, ...realEnd(taker.node, taker.id));
}
