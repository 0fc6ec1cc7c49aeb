import { modules } from '#modules/index.ts';
import { collectForgotten } from '#src/engine/collectForgotten.ts';
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

/**
 * What modules do is told after a moment, behind the next picture: what is done within it is never drawn as waiting or running, and while a
 * hand moves a field the page paints pictures and not states. Behind it and not with it, since drawing anew what has changed and laying
 * it out would else be one task. A page in the background has no pictures, but time goes on.
 */
function afterAMoment(tell: () => void): void {
  let isTold = false;
  const once = () => {
    if (isTold) return;
    isTold = true;
    cancelAnimationFrame(frame);
    clearTimeout(behind);
    clearTimeout(timer);
    tell();
  };
  let frame = 0;
  let behind: ReturnType<typeof setTimeout> | undefined;
  setTimeout(() => {
    if (isTold) return;
    frame = requestAnimationFrame(() => {
      behind = setTimeout(once);
    });
  }, 60);
  const timer = setTimeout(once, 300);
}

/** The one engine of the page. */
export const engine = createEngine({
  modules,
  executor: executeInWorker({
    createWorker: () => new Worker(new URL('./evaluationWorker.ts', import.meta.url), { type: 'module' }),
    createKeeperWorker: () => new Worker(new URL('./keeperWorker.ts', import.meta.url), { type: 'module' }),
    settings: currentLimits,
    size: Math.min(8, Math.max(2, navigator.hardwareConcurrency || 2)),
  }),
  openFile,
  budget: defaultBudget(),
  schedule: afterAMoment,
  observe: observeRun,
});

collectForgotten(engine);

// What only a network gave that is closed is of no use to the others, and there is no way back to it.
useApp.subscribe((state, before) => {
  if (before.order.some((number) => !state.order.includes(number))) engine.retain(documentsInUse(state));
});
