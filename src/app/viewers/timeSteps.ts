import { useRef, useSyncExternalStore } from 'react';
import { engine } from '#src/app/evaluation.ts';
import { currentDocument, edit, useDocument } from '#src/app/store.ts';
import { type GraphDocument, nodeOf, type OutputRef, outputRef } from '#src/graph/document.ts';
import { setParams } from '#src/graph/edit.ts';
import { isFileRef } from '#src/graph/params.ts';
import { linkedTimes, timePointOf } from './timePoint.ts';

/**
 * How a view goes to another time point: by the Frame of the LocalImage behind it, and of those that are linked to it, in one edit. Steps
 * that follow each other are one step of the history.
 */
export function timeSteps(source: OutputRef | undefined, isFailed: boolean): ((steps: number) => void) | undefined {
  if (source === undefined) return undefined;
  return (steps) => {
    const now = timePointOf(currentDocument(), source);
    // Where it is not known how many there are the reader refuses the one after the last; from there the way is back.
    if (now && !(isFailed && steps > 0)) goToTime(now.node, now.frame + steps);
  };
}

/** Goes to a time point of a LocalImage; before the first and after the last is none. */
export function goToTime(node: string, frame: number): void {
  const document = currentDocument();
  const at = withinFrames(document, node, frame);
  if (at === nodeOf(document, node)?.params.frame) return;
  const linked = linkedTimes(document, node);
  edit((draft) => {
    for (const each of linked) setParams(each, { frame: withinFrames(document, each, at) })(draft);
  }, `${node}:frame`);
}

function withinFrames(document: GraphDocument, node: string, frame: number): number {
  return Math.max(0, Math.min(frame, (framesOf(document, node) ?? Infinity) - 1));
}

/** How many images the file of a LocalImage has, where one of them has been read. */
function framesOf(document: GraphDocument, node: string): number | undefined {
  const image = engine.peek(document, outputRef(node, 'outImage'));
  return typeof image === 'object' && 'voxels' in image ? image.meta?.frames : undefined;
}

/** How many images the file of a LocalImage has; while another of them is read, what is known of the file. */
export function useFrames(node: string | undefined): number | undefined {
  const document = useDocument();
  const frames = useSyncExternalStore(engine.subscribe, () =>
    node === undefined ? undefined : framesOf(document, node),
  );
  const { name: file, series } = (node === undefined ? undefined : nodeOf(document, node)?.params) ?? {};
  const name = isFileRef(file) ? `${file.hash ?? file.sample} ${series}` : undefined;
  const known = useRef<{ readonly name: string; readonly frames: number }>(undefined);
  if (name !== undefined && frames !== undefined) known.current = { name, frames };
  return frames ?? (known.current?.name === name ? known.current?.frames : undefined);
}
