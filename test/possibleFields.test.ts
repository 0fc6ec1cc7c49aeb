import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { modules } from '#modules/index.ts';
import { sourcesFor } from '#src/app/possibleFields.ts';
import { type GraphDocument, nodesOf, outputRef, sourceOf, whyNotConnect } from '#src/graph/document.ts';
import { parseGraph } from '#src/graph/file.ts';
import { namedInputs } from '#src/graph/inputFamily.ts';

const files = ['brain-mask.json', 'brain-mask-qc.json', 'threshold-sweep.json'];

/** Asked one by one, as a connection is when it is made. */
function askedOneByOne(document: GraphDocument, node: string, input: string): string[] {
  return nodesOf(document).flatMap(([name, each]) => {
    const { outputs = {}, params = {} } = modules.get(each.module) ?? {};
    const present = Object.keys(params).filter((param) => {
      const { of } = params[param];
      return of === undefined || sourceOf(each, of) !== undefined;
    });
    return [...Object.keys(outputs), ...present]
      .map((output) => outputRef(name, output))
      .filter((ref) => !whyNotConnect(document, modules, ref, node, input));
  });
}

it.each(files)('what may feed a field is what can be connected to it, in all of %s', (file) => {
  const parsed = parseGraph(readFileSync(`graphs/${file}`, 'utf8'), modules);
  if (!parsed.ok) throw new Error(parsed.error);
  const [first] = nodesOf(parsed.document);
  const coupled = modules.get(first[1].module)?.params;
  const fields = Object.keys(coupled ?? {})
    .slice(0, 2)
    .map((param) => outputRef(first[0], param));
  const links = fields.length === 2 ? { link1: { title: 'both', fields } } : {};
  for (const document of [parsed.document, { ...parsed.document, links }]) {
    for (const [name, node] of nodesOf(document)) {
      const module = modules.get(node.module);
      // Of inputs that are alike the first stands for all.
      const named = namedInputs(module ?? { inputs: {}, params: {} });
      const inputs = [...Object.keys(named.inputs), ...Object.keys(named.params), 'nothing'];
      for (const input of inputs)
        expect(sourcesFor(document, name, input)).toEqual(askedOneByOne(document, name, input));
    }
  }
});
