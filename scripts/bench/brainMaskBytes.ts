import brainMask from '#graphs/brain-mask.json';
import { modules } from '#modules/index.ts';
import { createEngine } from '#src/engine/engine.ts';
import { executeHere } from '#src/engine/executeHere.ts';
import type { GraphDocument } from '#src/graph/document.ts';
import { fileOf } from './readBytes.ts';

/** graphs/brain-mask.json with a closing of another radius, reading the file that `bytes` stands for; other fields as they are. */
export function brainMaskDocument(radius: number): GraphDocument {
  const document = brainMask as unknown as GraphDocument;
  const { LocalImage, Closing } = document.nodes;
  if (!LocalImage || !Closing) throw new Error('graphs/brain-mask.json has no LocalImage or no Closing');
  const image = { ...LocalImage, params: { name: { name: 'image.nii.gz', hash: '0'.repeat(64) } } };
  const closing = { ...Closing, params: { ...Closing.params, radius } };
  return { ...document, nodes: { ...document.nodes, LocalImage: image, Closing: closing } };
}

/**
 * The brain mask of the bytes of a .nii.gz file as the bytes of one, by an engine that remembers nothing of the calls before. Throws
 * the sentence of the node that failed.
 */
export async function brainMaskBytes(bytes: Uint8Array<ArrayBuffer>, radius: number): Promise<Uint8Array<ArrayBuffer>> {
  const openFile = async () => fileOf(bytes, 'image.nii.gz');
  const engine = createEngine({ modules, executor: executeHere(modules), openFile, budget: 2 ** 31 });
  try {
    const result = await engine.evaluate(brainMaskDocument(radius), 'SaveImage.file');
    if (!result.ok) throw new Error(`${result.error.node}: ${result.error.message}`);
    if (typeof result.value !== 'object' || !('bytes' in result.value)) throw new Error('SaveImage gave no file');
    return result.value.bytes;
  } finally {
    engine.dispose();
  }
}
