import { useEffect, useRef } from 'react';
import { engine } from '#src/app/evaluation.ts';
import { useDocument } from '#src/app/store.ts';
import type { OutputRef } from '#src/graph/document.ts';
import type { Slab } from '#src/image/volume.ts';
import { slabsBeside } from './slabsBeside.ts';

/** So long the engine has nothing to do before anything is computed ahead, ms. */
const idle = 80;

/**
 * Computes the slices beside those in sight while nothing else is computed, one slab after the other, so that the wheel and a cine find
 * them. Whatever changes ends it, also in the midst of a slab; of an image that is there as a whole nothing is asked.
 */
export function usePrefetch(
  source: OutputRef | undefined,
  slab: Slab | undefined,
  depth: number | undefined,
  isReady: boolean,
): void {
  const document = useDocument();
  const last = useRef({ start: 0, direction: 1 });
  const [start, end] = [slab?.start, slab?.end];
  useEffect(() => {
    if (start === undefined || end === undefined) return;
    if (start !== last.current.start) last.current = { start, direction: Math.sign(start - last.current.start) };
    if (source === undefined || depth === undefined || !isReady) return;
    if (engine.key(document, source) === undefined || engine.peek(document, source) !== undefined) return;
    const leaving = new AbortController();
    const { signal } = leaving;
    const waiting = [...slabsBeside({ start, end }, depth, last.current.direction)];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const next = async () => {
      if (engine.memory().running > 0) return later();
      const slab = waiting.shift();
      if (!slab) return;
      if (engine.peek(document, source, slab) === undefined) {
        const { ok } = await engine.evaluate(document, source, { slab, signal });
        // What cannot be computed is told where it is looked at.
        if (!ok) return;
      }
      if (!signal.aborted) timer = setTimeout(next);
    };
    const later = () => {
      timer = setTimeout(next, idle);
    };
    later();
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [document, source, start, end, depth, isReady]);
}
