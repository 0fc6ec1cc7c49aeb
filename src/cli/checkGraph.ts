import { planDocument } from '#src/engine/key.ts';
import { nodeOf } from '#src/graph/document.ts';
import { CliError } from './cliError.ts';
import type { Console } from './console.ts';
import { readGraph } from './readGraph.ts';

export interface CheckOptions {
  readonly set?: readonly string[] | undefined;
  readonly memory?: string | undefined;
}

/**
 * Checks a graph file without running it: one line to stdout when all of its nodes can run. Throws CliError with every problem, each on
 * a line that starts with the node. With settings, inputs among them, it also tells what a run will hold, and whether that is allowed.
 */
export async function checkGraph(path: string, options: CheckOptions, console: Console): Promise<void> {
  const { set = [], memory } = options;
  const { document, warnings, modules } = await readGraph(path);
  const problems = [...warnings];
  for (const [name, planned] of planDocument(document, modules)) {
    // A node after a broken one says nothing new, and one that is bypassed or off is so on purpose.
    if (planned.status === 'ready' || planned.node !== name || nodeOf(document, name)?.flow !== undefined) continue;
    const sentence = `${name}: ${planned.message}`;
    if (!problems.includes(sentence)) problems.push(sentence);
  }
  if (problems.length > 0) throw new CliError(problems.join('\n'));
  const count = Object.keys(document.nodes).length;
  console.out(`${path}: ${count} ${count === 1 ? 'node' : 'nodes'}, no problem found`);
  if (set.length === 0) return;
  const { checkInputs } = await import('./checkInputs.ts');
  await checkInputs(document, modules, set, memory, console);
}
