import { serveTasks } from '#src/engine/worker.ts';
import { workerModules } from './workerModules.ts';

// Stands for a page without isolation, in which a worker has no shared memory to give.
Object.defineProperty(globalThis, 'crossOriginIsolated', { value: false });
serveTasks(workerModules);
