import { moduleSet } from '#src/graph/module.ts';

/** Every module, one line each, in the order in which the module browser shows them within a genre. */
export const modules = moduleSet([]);
