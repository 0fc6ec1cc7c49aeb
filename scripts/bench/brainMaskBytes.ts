import brainMask from '#graphs/brain-mask.json';
import { modules } from '#modules/index.ts';
import { createGraphRun } from '#src/cli/graphRun.ts';
import { plannedFiles } from '#src/cli/plannedFiles.ts';
import { joinBytes } from '#src/formats/joinBytes.ts';
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
 * The brain mask of the bytes of a .nii.gz file as the bytes of one, as a process of a batch makes it that has made others before. Throws
 * the sentence of the node that failed.
 */
export async function brainMaskBytes(bytes: Uint8Array<ArrayBuffer>, radius: number): Promise<Uint8Array<ArrayBuffer>> {
  const open = async () => fileOf(bytes, 'image.nii.gz');
  const run = createGraphRun(plannedFiles(brainMaskDocument(radius), modules), modules, { open }, 2 ** 34);
  try {
    const next = await run.next();
    if (!next) throw new Error('graphs/brain-mask.json saves nothing');
    if ('failure' in next.made) throw new Error(next.made.failure);
    return joinBytes(next.made.parts);
  } finally {
    run.dispose();
  }
}
