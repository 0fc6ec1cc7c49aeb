import { serveTasks } from '#src/engine/worker.ts';
import { workerModules } from './workerModules.ts';

serveTasks(workerModules);
