import { useMemo } from 'react';
import { modules } from '#modules/index.ts';
import { numberText } from '#src/app/format.ts';
import { useDocument } from '#src/app/store.ts';
import { toolTexts } from '#src/app/texts/tools.ts';
import { useValue } from '#src/app/useOutput.ts';
import type { GraphDocument, GraphNode, OutputRef } from '#src/graph/document.ts';
import { newNode } from '#src/graph/edit.ts';
import type { ParamValue } from '#src/graph/module.ts';

/** Names that no node of a network can have. */
const [cut, statistics] = ['_regionCut', '_regionStatistics'] as const;

interface RegionTextProps {
  /** The image that is measured. */
  readonly image: OutputRef;
  /** Its part in a box of the world, or in a mask on its grid. */
  readonly box?: readonly number[];
  readonly mask?: OutputRef;
}

/** "mean 412.3 ± 88.1, 12 to 800", and of a mask how many voxels: of a part of an image, computed by the engine as modules would; while it runs the last. */
export function RegionText({ image, box, mask }: RegionTextProps) {
  const document = useDocument();
  const probed = useMemo(() => withProbes(document, image, box, mask), [document, image, box, mask]);
  const count = useValue(probed, `${statistics}.count`);
  const mean = useValue(probed, `${statistics}.mean`).value;
  const std = useValue(probed, `${statistics}.std`).value;
  const low = useValue(probed, `${statistics}.minValue`).value;
  const high = useValue(probed, `${statistics}.maxValue`).value;
  const isWhole = [mean, std, low, high].every((value) => typeof value === 'number');
  const { counting, values, ofVoxels } = toolTexts.statistics;
  const said = values(short(mean), short(std), short(low), short(high));
  const text =
    count.status === 'failed'
      ? (count.error?.message ?? '')
      : typeof count.value === 'number' && isWhole
        ? mask
          ? ofVoxels(count.value, said)
          : said
        : counting;
  return (
    <output className="tool-said" title={toolTexts.statistics.explained(text)} data-testid="region-text">
      {text}
    </output>
  );
}

function short(value: unknown): string {
  return typeof value === 'number' ? numberText(Number(value.toPrecision(4))) : '';
}

function withProbes(
  document: GraphDocument,
  image: OutputRef,
  box: readonly number[] | undefined,
  mask: OutputRef | undefined,
): GraphDocument {
  const cutNode = box && probe('SubImage', { mode: 'WorldStartEndImageAxisAligned', box }, { input0: image });
  const inputs: Record<string, OutputRef> = { input0: cutNode ? `${cut}.output0` : image };
  if (mask) inputs.input1 = mask;
  const statisticsNode = probe('ImageStatistics', {}, inputs);
  const nodes = { ...document.nodes, [statistics]: statisticsNode };
  return { ...document, nodes: cutNode ? { ...nodes, [cut]: cutNode } : nodes };
}

function probe(
  id: string,
  params: Readonly<Record<string, ParamValue>>,
  inputs: Readonly<Record<string, OutputRef>>,
): GraphNode | undefined {
  const module = modules.get(id);
  if (!module) return undefined;
  const made = newNode(module, { x: 0, y: 0 });
  return { ...made, params: { ...made.params, ...params }, inputs };
}
