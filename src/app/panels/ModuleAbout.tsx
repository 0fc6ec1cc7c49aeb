import { commonTexts } from '#src/app/texts/common.ts';
import { inspectorTexts } from '#src/app/texts/inspectors.ts';
import type { AnyModule } from '#src/graph/module.ts';
import { Fact } from './NodeDetails.tsx';

/** What a module is: version, genre, what others call it, and how it is computed. */
export function ModuleAbout({ module, version }: { readonly module: AnyModule; readonly version: number }) {
  const fields = Object.entries(module.params);
  return (
    <dl className="facts">
      <Fact label={commonTexts.module}>{module.id}</Fact>
      <Fact label={inspectorTexts.module.version}>
        {module.version}
        {version !== module.version && inspectorTexts.module.savedWith(version)}
      </Fact>
      <Fact label={inspectorTexts.module.genre}>{module.genre}</Fact>
      {module.aliases && module.aliases.length > 0 && (
        <Fact label={commonTexts.othersCallIt}>{module.aliases.join(', ')}</Fact>
      )}
      <Fact label={inspectorTexts.module.computed}>
        {module.halo ? inspectorTexts.module.bySlices : inspectorTexts.module.asWhole}
      </Fact>
      <Fact label={inspectorTexts.module.fields}>
        {fields.length > 0 ? fields.map(([name]) => name).join(', ') : inspectorTexts.module.noFields}
      </Fact>
      <Fact label={inspectorTexts.module.reference}>
        <code>{inspectorTexts.module.listCommand(module.id)}</code>
        {inspectorTexts.module.onCommandLine}
        <code>{inspectorTexts.module.setOption(module.id, fields[0]?.[0])}</code>
      </Fact>
    </dl>
  );
}
