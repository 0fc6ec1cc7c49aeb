import type { AnyModule } from '#src/graph/module.ts';
import { Fact } from './NodeDetails.tsx';

/** What a module is: version, genre, what others call it, and how it is computed. */
export function ModuleAbout({ module, version }: { readonly module: AnyModule; readonly version: number }) {
  const fields = Object.entries(module.params);
  return (
    <dl className="facts">
      <Fact label="Module">{module.id}</Fact>
      <Fact label="Version">
        {module.version}
        {version !== module.version && ` (saved with version ${version})`}
      </Fact>
      <Fact label="Genre">{module.genre}</Fact>
      {module.aliases && module.aliases.length > 0 && <Fact label="Others call it">{module.aliases.join(', ')}</Fact>}
      <Fact label="Computed">{module.halo ? 'slice by slice where its fields allow it' : 'whole images at once'}</Fact>
      <Fact label="Fields by name">{fields.length > 0 ? fields.map(([name]) => name).join(', ') : 'none'}</Fact>
      <Fact label="Reference">
        <code>voxgraph list {module.id}</code> on the command line; fields are set there as{' '}
        <code>
          --set {module.id}.{fields[0]?.[0] ?? 'field'}=…
        </code>
      </Fact>
    </dl>
  );
}
