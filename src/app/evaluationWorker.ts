import { modules } from '#modules/index.ts';
import { serveTasks } from '#src/engine/worker.ts';

serveTasks(modules);
