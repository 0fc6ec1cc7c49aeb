import type { AnyModule } from '#src/graph/module.ts';

/** MeVisLab's families of modules: voxel modules (blue), macros such as loaders and viewers (brown), and what cannot run (red). */
export type ModuleKind = 'voxel' | 'macro' | 'broken';

export function moduleKind(module: AnyModule | undefined): ModuleKind {
  if (!module) return 'broken';
  return module.genre === 'File' || module.genre === 'Visualization' ? 'macro' : 'voxel';
}

/** Whether a module has a viewer of its own, which a double-click opens. */
export function hasViewer(module: AnyModule | undefined): boolean {
  return module?.genre === 'Visualization' || module?.id === 'DrawMask';
}
