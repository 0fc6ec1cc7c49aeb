import { type AnyModule, type ModuleSet, moduleSet } from '#src/graph/module.ts';

/** What loads a module, by the path of its folder, which has its id as name. */
const loaders = import.meta.glob<AnyModule>('/modules/*/index.ts', { import: 'default' });

/**
 * The modules of these ids, and SaveImage, which saves what viewers show; ids that are none are left out. A start of the command line so
 * takes the time of what its graph needs, however many modules there are.
 */
export async function loadModules(ids: Iterable<string>): Promise<ModuleSet> {
  const paths = [...new Set([...ids, 'SaveImage'])].map((id) => `/modules/${id}/index.ts`);
  const known = paths.filter((path) => Object.hasOwn(loaders, path));
  return moduleSet(await Promise.all(known.map((path) => loaders[path]())));
}
