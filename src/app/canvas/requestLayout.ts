import { canvasTexts } from '#src/app/texts/canvas.tsx';
import { commonTexts } from '#src/app/texts/common.ts';
import type { Places } from '#src/graph/arrange.ts';
import type { LayoutTask } from './layoutGraph.ts';

/** What the worker tells. */
export type LayoutAnswer = { readonly places: Places } | { readonly error: string };

/** Longer than 2000 modules take. */
const patience = 60_000;

/**
 * Arranges boxes in a worker of its own, since some hundred modules take longer than the page may be blocked; the library is loaded
 * there, on first use. Rejects with the reason when it cannot.
 */
export function requestLayout(task: LayoutTask): Promise<Places> {
  const worker = new Worker(new URL('./layoutWorker.ts', import.meta.url), { type: 'module' });
  return new Promise<Places>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(canvasTexts.arranging.tooLong)), patience);
    worker.onmessage = ({ data }: MessageEvent<LayoutAnswer>) => {
      clearTimeout(timer);
      if ('places' in data) resolve(data.places);
      else reject(new Error(data.error));
    };
    worker.onerror = (event) => {
      event.preventDefault();
      clearTimeout(timer);
      reject(new Error(event.message || commonTexts.noWorker));
    };
    worker.postMessage(task);
  }).finally(() => worker.terminate());
}
