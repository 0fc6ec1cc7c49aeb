import { modules } from '#modules/index.ts';
import type { OutputRef, Position } from '#src/graph/document.ts';
import { nodeOf, outputRef, sourceOf, whyNotConnect } from '#src/graph/document.ts';
import { offeredInputs } from '#src/graph/offeredInputs.ts';
import { currentDocument } from './store.ts';

/** A possible connection of a node, for a list to choose from. */
export interface PossibleWire {
  readonly from: OutputRef;
  readonly to: OutputRef;
  /** What feeds the input now. */
  readonly replaces: OutputRef | undefined;
  readonly isConnected: boolean;
}

/**
 * All connections that a node, or one connector of it, can have with other modules: to its inputs first, then from its outputs;
 * free inputs before used ones, near modules before far ones.
 */
export function possibleWires(
  name: string,
  port?: { readonly name: string; readonly side: 'output' | 'input' },
): PossibleWire[] {
  const document = currentDocument();
  const node = nodeOf(document, name);
  const module = node && modules.get(node.module);
  if (!node || !module) return [];
  const others = Object.entries(document.nodes).flatMap(([other, found]) => {
    const known = found && other !== name ? modules.get(found.module) : undefined;
    return found && known ? [{ other, node: found, module: known, far: distance(node.position, found.position) }] : [];
  });
  others.sort((a, b) => a.far - b.far);
  const inputs = Object.keys(offeredInputs(module, node)).filter(
    (input) => !port || (port.side === 'input' && port.name === input),
  );
  const outputs = Object.keys(module.outputs).filter((each) => !port || (port.side === 'output' && port.name === each));
  const wires: PossibleWire[] = [];
  const add = (from: OutputRef, to: string, input: string) => {
    if (whyNotConnect(document, modules, from, to, input) !== undefined) return;
    const target = nodeOf(document, to);
    const replaces = target && sourceOf(target, input);
    wires.push({ from, to: outputRef(to, input), replaces, isConnected: replaces === from });
  };
  for (const input of inputs) {
    for (const { other, module: giver } of others) {
      for (const output of Object.keys(giver.outputs)) add(outputRef(other, output), name, input);
    }
  }
  for (const output of outputs) {
    for (const { other, node: found, module: taker } of others) {
      for (const input of Object.keys(offeredInputs(taker, found))) add(outputRef(name, output), other, input);
    }
  }
  const rank = ({ replaces, isConnected }: PossibleWire) => (isConnected ? 2 : replaces ? 1 : 0);
  return wires.sort((a, b) => rank(a) - rank(b));
}

function distance(a: Position, b: Position): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
