import { modules } from '#modules/index.ts';
import { currentDocument } from '#src/app/store.ts';
import { outputRef, whyNotConnect } from '#src/graph/document.ts';

/** A connector of a node on the canvas; a source is an output. */
export interface WireEnd {
  readonly node: string;
  readonly id?: string | null;
  readonly type: 'source' | 'target';
}

/** A sentence why a line drawn from one connector cannot end at another, or undefined when it can. */
export function whyRefused(from: WireEnd, to: WireEnd): string | undefined {
  if (from.node === to.node && from.id === to.id && from.type === to.type) return undefined;
  if (from.type === to.type) {
    return from.type === 'source' ? 'An output cannot feed an output' : 'An input cannot feed an input';
  }
  const [giver, taker] = from.type === 'source' ? [from, to] : [to, from];
  return whyNotConnect(currentDocument(), modules, outputRef(giver.node, giver.id ?? ''), taker.node, taker.id ?? '');
}
