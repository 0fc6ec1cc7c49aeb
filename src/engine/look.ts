import type { GraphDocument, OutputRef } from '#src/graph/document.ts';
import type { ImageHeader } from '#src/graph/module.ts';
import type { PortValue } from '#src/graph/ports.ts';
import type { Grid, Slab } from '#src/image/volume.ts';
import { cropSlab } from '#src/image/volume.ts';
import type { Evaluation } from './evaluation.ts';
import type { CacheKey, Plan, PlannedNode } from './key.ts';
import { locate, whyNoSlices } from './locate.ts';
import { type KeptResult, keyOfNode, type Memo } from './memo.ts';
import { isVolume } from './result.ts';
import type { States } from './states.ts';
import { idle } from './states.ts';

/** What can be seen of the engine without a question: nothing is computed for it. */
export interface Look {
  /** What a node is made of, or why it cannot run; undefined when there is no such node. */
  planned(document: GraphDocument, node: string): PlannedNode | undefined;
  /**
   * The value of an output if it is remembered, without counting as a use; of an image the slices `slab`, when they are given, which may
   * be there without the others. Undefined when it is not there.
   */
  peek(document: GraphDocument, output: OutputRef, slab?: Slab): PortValue | undefined;
  /** The grid of an image output if it is known. */
  knownGrid(document: GraphDocument, output: OutputRef): Grid | undefined;
  /** Size and type of an image output as headers tell; undefined where a source says nothing before it runs. Never rejects. */
  header(document: GraphDocument, output: OutputRef, signal: AbortSignal): Promise<ImageHeader | undefined>;
  /** All results that are remembered; those of slices have the key of their node, '#' and the slices. */
  held(): readonly KeptResult[];
  /** Forgets the results of these nodes' keys, slices too. They are computed again when they are asked for. */
  forget(keys: ReadonlySet<string>): void;
}

interface LookOptions {
  readonly planOf: (document: GraphDocument) => Plan;
  readonly memo: Memo;
  readonly states: States;
  readonly evaluation: Evaluation;
}

export function createLook({ planOf, memo, states, evaluation }: LookOptions): Look {
  return {
    planned: (document, node) => planOf(document).get(node),
    peek(document, ref, slab) {
      const located = locate(planOf(document), ref);
      if (!located.ok) return undefined;
      const { planned, output } = located.value;
      const whole = memo.peek(planned.key);
      if (!slab || whole) {
        const value = whole?.outputs[output];
        if (!isVolume(value) || !slab) return value;
        return whyNoSlices(slab, value) === undefined ? cropSlab(value, slab) : undefined;
      }
      return memo.peek(`${planned.key}#${slab.start}:${slab.end}`)?.outputs[output];
    },
    knownGrid: (document, ref) => evaluation.knownGrid(planOf(document), ref),
    header: (document, ref, signal) => evaluation.header(planOf(document), ref, signal).catch(() => undefined),
    held: memo.list,
    forget(keys) {
      memo.retain((key) => !keys.has(keyOfNode(key)));
      for (const key of keys) if (states.get(key as CacheKey)?.status === 'done') states.set(key as CacheKey, idle);
      states.changed();
    },
  };
}
