import type { Flow, GraphDocument, OutputRef } from './document.ts';
import { nodeOf, outputRef, own, sourceOf, splitRef, usableModule } from './document.ts';
import type { AnyModule, ModuleSet } from './module.ts';

/** What an output stands for, or the node that lets nothing through, and why. */
export type Passed = { readonly ref: OutputRef } | { readonly node: string; readonly why: string };

/** The input that a bypassed module passes on to an output: the first of its type. */
export function passingInput(module: AnyModule, output: string): string | undefined {
  const type = own(module.outputs, output)?.type;
  return Object.entries(module.inputs).find(([, port]) => port.type === type)?.[0];
}

/** What is said of a module that is switched off. */
export function whyOff(name: string): string {
  return `${name} is switched off: turn it on, or bypass it`;
}

/** A sentence why a module cannot be bypassed, or undefined when it can. */
export function whyNotBypass(module: AnyModule): string | undefined {
  const isPassing = Object.keys(module.outputs).some((output) => passingInput(module, output) !== undefined);
  return isPassing ? undefined : `${module.id} cannot be bypassed: no input of it is of the type of an output`;
}

/**
 * The output that a connection gets its value from: the named one, or where its node is bypassed what arrives there, through any
 * number of bypassed nodes. Parameters keep giving their values, whatever is bypassed. `flowOf` may tell of another flow than the
 * document's, for instance what would be if nodes were gone.
 */
export function passedSource(
  document: GraphDocument,
  modules: ModuleSet,
  from: OutputRef,
  flowOf: (name: string) => Flow | undefined = (name) => nodeOf(document, name)?.flow,
): Passed {
  const met = new Set<OutputRef>();
  for (let ref = from; ; ) {
    const [name, output] = splitRef(ref);
    const node = nodeOf(document, name);
    const flow = node && flowOf(name);
    if (!node || flow === undefined) return { ref };
    const module = usableModule(node, modules);
    if (module && !own(module.outputs, output)) return { ref };
    if (flow === 'off') return { node: name, why: whyOff(name) };
    const input = module && passingInput(module, output);
    if (input === undefined)
      return { node: name, why: `${name} is bypassed and has nothing to pass on as ${output}: turn the bypass off` };
    const next = sourceOf(node, input);
    met.add(ref);
    // A file may hold a cycle.
    if (next === undefined || met.has(next)) {
      return { node: name, why: `${name} is bypassed, and nothing is connected to ${outputRef(name, input)}` };
    }
    ref = next;
  }
}
