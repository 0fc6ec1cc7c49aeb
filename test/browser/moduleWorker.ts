import { serveTasks } from '#src/engine/worker.ts';
import { applied, workerModules } from './workerModules.ts';

serveTasks(workerModules, undefined, (settings) => {
  applied.settings = settings;
});
