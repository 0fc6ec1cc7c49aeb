import { useEffect, useRef, useState } from 'react';
import { engine } from '#src/app/evaluation.ts';
import { usePictureSetting } from '#src/app/pictureSetting.ts';
import { currentDocument } from '#src/app/store.ts';
import { canvasTexts } from '#src/app/texts/canvas.tsx';
import { useNodeState, useResultKey } from '#src/app/useNodeState.ts';
import { type OutputRef, splitRef } from '#src/graph/document.ts';
import type { Volume } from '#src/image/volume.ts';
import { paintSoon } from './paintSoon.ts';
import { paintSmallPicture, smallPicture } from './smallPicture.ts';

/** The middle slice of a node's image in small, painted when it is there; nothing is computed for it. Its place is always kept. */
export function NodePicture({ output }: { readonly output: OutputRef }) {
  const isOn = usePictureSetting((state) => state.isOn);
  return isOn ? <Picture output={output} /> : null;
}

function Picture({ output }: { readonly output: OutputRef }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const name = useResultKey(output);
  const { status } = useNodeState(splitRef(output)[0]);
  const [shown, setShown] = useState<string>();
  useEffect(() => {
    if (status !== 'done' || name === undefined || shown === name) return;
    return paintSoon(() => {
      const slice = middleSlice(output);
      const picture = slice && smallPicture(slice);
      if (!picture || !canvas.current) return;
      paintSmallPicture(canvas.current, picture);
      setShown(name);
    });
  }, [status, name, shown, output]);
  const isThere =
    shown !== undefined && (status === 'done' ? shown === name : status === 'running' || status === 'queued');
  return (
    <span
      className="node-picture"
      aria-hidden="true"
      title={isThere ? canvasTexts.module.middleSlice(output) : undefined}
    >
      <canvas ref={canvas} data-state={!isThere ? 'empty' : shown === name ? 'ready' : 'stale'} />
    </span>
  );
}

function middleSlice(output: OutputRef): Volume | undefined {
  const document = currentDocument();
  const grid = engine.knownGrid(document, output);
  const whole = grid ?? engine.peek(document, output);
  if (typeof whole !== 'object' || !('size' in whole)) return undefined;
  const middle = Math.floor(whole.size[2] / 2);
  const slice = engine.peek(document, output, { start: middle, end: middle + 1 });
  return typeof slice === 'object' && 'voxels' in slice ? slice : undefined;
}
