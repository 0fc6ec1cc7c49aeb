import { useMemo } from 'react';
import { modules } from '#modules/index.ts';
import { useDocument } from '#src/app/store.ts';
import { useValue } from '#src/app/useOutput.ts';
import type { GraphDocument, OutputRef } from '#src/graph/document.ts';
import { newNode } from '#src/graph/edit.ts';
import { binsOf, type HistogramBins } from './histogramBins.ts';

/** No name that a node of a network can have. */
const probe = '_histogram';

export interface HistogramOf {
  readonly image: OutputRef;
  /** What is counted lies within it. */
  readonly mask?: OutputRef;
  /** At most. */
  readonly bins?: number;
}

/** The histogram of an image as the Histogram module counts it, in a worker, and Otsu's threshold; while it is counted anew the one before. */
export function useHistogram({ image, mask, bins }: HistogramOf): {
  readonly histogram?: HistogramBins;
  /** Whether there is not a single number to count. */
  readonly isEmpty: boolean;
  readonly otsu?: number;
  readonly failure?: string;
} {
  const document = useDocument();
  const probed = useMemo(() => withProbe(document, image, mask, bins), [document, image, mask, bins]);
  const about = `${probe} ${image} ${mask}`;
  const table = useValue(probed, `${probe}.table`, about);
  const otsu = useValue(probed, `${probe}.otsu`, about);
  const { value } = table;
  const counted = typeof value === 'object' && 'rows' in value ? value : undefined;
  const histogram = useMemo(() => counted && binsOf(counted), [counted]);
  return {
    histogram,
    isEmpty: counted !== undefined && histogram === undefined,
    otsu: typeof otsu.value === 'number' && Number.isFinite(otsu.value) ? otsu.value : undefined,
    failure: table.error && `${table.error.node === probe ? '' : `${table.error.node}: `}${table.error.message}`,
  };
}

function withProbe(document: GraphDocument, image: OutputRef, mask: OutputRef | undefined, bins: number | undefined) {
  const module = modules.get('Histogram');
  if (!module) return document;
  const made = newNode(module, { x: 0, y: 0 });
  const inputs = { input0: image, ...(mask && { input1: mask }) };
  const params = bins === undefined ? made.params : { ...made.params, bins };
  return { ...document, nodes: { ...document.nodes, [probe]: { ...made, inputs, params } } };
}
