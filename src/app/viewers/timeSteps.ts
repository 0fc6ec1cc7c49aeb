import { currentDocument, setParams } from '#src/app/store.ts';
import type { OutputRef } from '#src/graph/document.ts';
import { timeStep } from './timeStep.ts';

/** How a view goes to another time point: by the Frame of the LocalImage behind it, which is an edit like any other. */
export function timeSteps(source: OutputRef | undefined, isFailed: boolean): ((steps: number) => void) | undefined {
  if (source === undefined) return undefined;
  return (steps) => {
    const step = timeStep(currentDocument(), source, steps);
    // How many there are is known only by the reader, which refuses the one after the last; from there the way is back.
    if (step && !(isFailed && steps > 0)) setParams(step.node, { frame: step.frame }, `${step.node} frame`);
  };
}
