import type { GraphDocument, GraphNode, OutputRef } from '#src/graph/document.ts';
import type { ModuleSet } from '#src/graph/module.ts';
import type { ForetoldCase } from './foretoldCases.ts';

/** Half of the values of most images of the bench are above. */
const threshold = 60;

/**
 * A network of a file, a threshold, and a module that reads the image and its mask, with its default parameters unless others are given;
 * and its first output.
 * Throws when there is no such module.
 */
export function moduleDocument(
  { id, params, inputs: given }: ForetoldCase,
  modules: ModuleSet,
): { readonly document: GraphDocument; readonly output: OutputRef } {
  const module = modules.get(id);
  if (!module) throw new Error(`There is no module ${id}`);
  const node = (name: string, inputs: GraphNode['inputs'], params: GraphNode['params'] = {}): GraphNode => ({
    module: name,
    moduleVersion: modules.get(name)?.version ?? 1,
    position: { x: 0, y: 0 },
    params,
    inputs,
  });
  const images = Object.entries(module.inputs).filter(([, { type, optional }]) => type === 'image' && !optional);
  const inputs = Object.fromEntries(
    images.map(([input, { label, help = '' }], n) => [
      input,
      n > 0 || /mask/i.test(label + help) ? 'Threshold.output0' : 'LocalImage.outImage',
    ]),
  );
  const nodes = {
    LocalImage: node('LocalImage', {}, { name: { name: 'image.nii', hash: '0'.repeat(64) } }),
    Threshold: node('Threshold', { input0: 'LocalImage.outImage' }, { threshold }),
    Module: node(id, { ...inputs, ...given } as GraphNode['inputs'], params),
  };
  return { document: { version: 1, nodes } as GraphDocument, output: `Module.${Object.keys(module.outputs)[0]}` };
}
