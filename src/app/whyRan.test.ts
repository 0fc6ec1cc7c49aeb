import { describe, expect, it } from 'vitest';
import { modules } from '#modules/index.ts';
import { planDocument } from '#src/engine/key.ts';
import type { GraphDocument } from '#src/graph/document.ts';
import { newNode } from '#src/graph/edit.ts';
import type { ParamValue } from '#src/graph/module.ts';
import { madeOf, whyRan } from './whyRan.ts';

/** A phantom's file, a threshold of it and its largest component, with some values. */
function document(threshold: Record<string, ParamValue> = {}, inputs: Record<string, `${string}.${string}`> = {}) {
  const node = (id: string, params: object, sources: object) => {
    const module = modules.get(id);
    if (!module) throw new Error(`There is no module ${id}`);
    const made = newNode(module, { x: 0, y: 0 });
    return { ...made, params: { ...made.params, ...params }, inputs: { ...made.inputs, ...sources } };
  };
  const file = (name: string, hash: string) => ({ name: { name, hash } });
  return {
    version: 1,
    nodes: {
      Scan: node('LocalImage', file('scan.nii', 'a'.repeat(64)), {}),
      Other: node('LocalImage', file('other.nii', 'b'.repeat(64)), {}),
      Threshold: node('Threshold', threshold, { input0: 'Scan.outImage', ...inputs }),
      Largest: node('LargestComponent', {}, { input0: 'Threshold.output0' }),
    },
  } as const satisfies GraphDocument;
}

function made(of: GraphDocument, name: string) {
  const plan = planDocument(of, modules);
  const planned = plan.get(name);
  if (planned?.status !== 'ready') throw new Error(`${name} cannot run`);
  return madeOf(plan, planned);
}

describe('why a node ran again', () => {
  it('names the parameter with its old and its new value', () => {
    const before = made(document({ threshold: 60 }), 'Threshold');
    expect(whyRan(before, made(document({ threshold: 77 }), 'Threshold'))).toEqual(['Threshold: 60 → 77']);
  });

  it('names the input whose result is another, where nothing of the node itself has changed', () => {
    const before = made(document({ threshold: 60 }), 'Largest');
    const why = whyRan(before, made(document({ threshold: 77 }), 'Largest'));
    expect(why).toEqual(['Mask: Threshold.output0 has another result']);
  });

  it('names the other source of an input', () => {
    const why = whyRan(made(document(), 'Threshold'), made(document({}, { input0: 'Other.outImage' }), 'Threshold'));
    expect(why).toEqual(['Image: Scan.outImage → Other.outImage']);
  });

  it('names the version of the module', () => {
    const now = made(document(), 'Threshold');
    expect(whyRan({ ...now, key: 'older', version: 'Threshold version 0' }, now)).toEqual([
      'The module is Threshold version 1, was Threshold version 0',
    ]);
  });

  it('is nothing between two runs of one key', () => {
    expect(whyRan(made(document(), 'Threshold'), made(document(), 'Threshold'))).toEqual([]);
  });
});
