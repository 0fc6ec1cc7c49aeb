import type { Edge } from '@xyflow/react';
import { useEffect, useMemo, useState } from 'react';
import { createPause } from '#src/app/createPause.ts';
import { engine } from '#src/app/evaluation.ts';
import { watchNetwork } from '#src/app/watchNetwork.ts';
import type { GraphDocument, OutputRef } from '#src/graph/document.ts';
import { nodesOf } from '#src/graph/document.ts';
import { type KnownImage, whyDifferent } from './whyDifferent.ts';

/** By connection ("Mask.input1"), how its image differs from that of the node's first input. */
export type WireProblems = ReadonlyMap<string, string>;

const none: WireProblems = new Map();

/**
 * The connections whose images lie on other grids than their node needs, told from headers and from what is known, before anything
 * runs. Only nodes that need one grid for all their images are asked.
 */
function useWireProblems(): WireProblems {
  const [problems, setProblems] = useState(none);
  useEffect(
    () =>
      watchNetwork(150, async (document, signal) => {
        const found = await findProblems(document, signal);
        if (!signal.aborted) setProblems((old) => (isSame(old, found) ? old : found));
      }),
    [],
  );
  return problems;
}

/** The connections as React Flow draws them, with both sizes at those whose images do not fit together. */
export function useWiresWithProblems(edges: readonly Edge[]): Edge[] {
  const problems = useWireProblems();
  return useMemo(
    () =>
      edges.map((edge) => {
        const problem = problems.get(edge.id);
        if (problem === undefined) return edge;
        return {
          ...edge,
          label: `⚠ ${problem}`,
          labelShowBg: true,
          labelBgPadding: [6, 4],
          labelBgBorderRadius: 4,
          className: 'wire-differs',
          ariaLabel: `${edge.ariaLabel}: ${problem}`,
        };
      }),
    [edges, problems],
  );
}

async function findProblems(document: GraphDocument, signal: AbortSignal): Promise<WireProblems> {
  const problems = new Map<string, string>();
  const goOn = createPause(signal);
  for (const [name] of nodesOf(document)) {
    if (!(await goOn())) break;
    const planned = engine.planned(document, name);
    if (planned?.status !== 'ready' || !planned.module.halo) continue;
    const images = Object.entries(planned.inputs).flatMap(([input, given]) =>
      given.kind === 'output' && planned.module.inputs[input].type === 'image' ? [[input, given.ref] as const] : [],
    );
    if (images.length < 2) continue;
    const known = await Promise.all(images.map(([, ref]) => knownOf(document, ref, signal)));
    for (const [n, [input]] of images.entries()) {
      const why = n > 0 ? whyDifferent(known[0], known[n]) : undefined;
      if (why !== undefined) problems.set(`${name}.${input}`, why);
    }
  }
  return problems;
}

async function knownOf(document: GraphDocument, ref: OutputRef, signal: AbortSignal): Promise<KnownImage | undefined> {
  return engine.knownGrid(document, ref) ?? (await engine.header(document, ref, signal));
}

function isSame(a: WireProblems, b: WireProblems): boolean {
  return a.size === b.size && [...a].every(([wire, problem]) => b.get(wire) === problem);
}
