import { modules } from '#modules/index.ts';
import { createEngine } from '#src/engine/engine.ts';
import { executeInWorker } from '#src/engine/executeInWorker.ts';
import { currentLimits } from '#src/formats/limits.ts';
import { openFile } from './files.ts';
import { documentsInUse } from './networks.ts';
import { observeRun } from './runLog.ts';
import { useApp } from './store.ts';

const gibibyte = 2 ** 30;

/** Half of what the browser says of the machine's memory, which it never puts above 8 GiB. */
function defaultBudget(): number {
  const { deviceMemory } = navigator as { deviceMemory?: number };
  return Math.min(4, Math.max(1, (deviceMemory ?? 4) / 2)) * gibibyte;
}

/** With the next picture: progress that nobody can see is not drawn. A page in the background has no pictures, but time goes on. */
function onNextPicture(tell: () => void): void {
  let isTold = false;
  const once = () => {
    if (isTold) return;
    isTold = true;
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    tell();
  };
  const frame = requestAnimationFrame(once);
  const timer = setTimeout(once, 250);
}

/** The one engine of the page. */
export const engine = createEngine({
  modules,
  executor: executeInWorker({
    createWorker: () => new Worker(new URL('./evaluationWorker.ts', import.meta.url), { type: 'module' }),
    settings: currentLimits,
    size: Math.min(8, Math.max(2, navigator.hardwareConcurrency || 2)),
  }),
  openFile,
  budget: defaultBudget(),
  schedule: onNextPicture,
  observe: observeRun,
});

// What only a network gave that is closed is of no use to the others, and there is no way back to it.
useApp.subscribe((state, before) => {
  if (before.order.some((number) => !state.order.includes(number))) engine.retain(documentsInUse(state));
});
