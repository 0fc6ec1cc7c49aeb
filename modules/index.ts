import { moduleSet } from '#src/graph/module.ts';
import SynchroView2D from './SynchroView2D/index.ts';
import View2D from './View2D/index.ts';
import View3D from './View3D/index.ts';

/** Every module, one line each, in the order in which the module browser shows them within a genre. */
export const modules = moduleSet([View2D, SynchroView2D, View3D]);
