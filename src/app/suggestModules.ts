import { examples } from './examples.ts';
import type { PortRef } from './store.ts';

interface SketchedNode {
  readonly module: string;
  readonly inputs: Readonly<Record<string, string>>;
}

let counted: ReadonlyMap<string, ReadonlyMap<string, number>> | undefined;

/** How often the modules of the examples follow each other: by "Threshold.output0>" what it feeds, by ">Mask.input1" what feeds it. */
function partners(): ReadonlyMap<string, ReadonlyMap<string, number>> {
  if (counted) return counted;
  const counts = new Map<string, Map<string, number>>();
  const count = (port: string, partner: string) => {
    const known = counts.get(port) ?? new Map<string, number>();
    counts.set(port, known.set(partner, (known.get(partner) ?? 0) + 1));
  };
  for (const { text } of examples) {
    // The examples are our own files, which tests open.
    const { nodes } = JSON.parse(text) as { nodes: Readonly<Record<string, SketchedNode>> };
    for (const { module, inputs } of Object.values(nodes)) {
      for (const [input, ref] of Object.entries(inputs)) {
        const [source, output] = ref.split('.');
        const giver = nodes[source]?.module;
        if (giver === undefined) continue;
        count(`${giver}.${output}>`, module);
        count(`>${module}.${input}`, giver);
      }
    }
  }
  counted = counts;
  return counts;
}

/** How often a module stands at a connector of another one in the examples: the greater, the better a suggestion. */
export function partnerCount(module: string, port: Pick<PortRef, 'name' | 'side'>, partner: string): number {
  const name = port.side === 'output' ? `${module}.${port.name}>` : `>${module}.${port.name}`;
  return partners().get(name)?.get(partner) ?? 0;
}
