import { Menu } from '@base-ui/react/menu';
import { modules } from '#modules/index.ts';
import { CommandItem } from '#src/app/CommandItem.tsx';
import { commands } from '#src/app/commands.ts';
import { showField } from '#src/app/fieldActions.ts';
import { currentDocument } from '#src/app/store.ts';
import { canvasTexts } from '#src/app/texts/canvas.tsx';
import { commonTexts } from '#src/app/texts/common.ts';
import type { OutputRef } from '#src/graph/document.ts';
import { nodeOf, outputRef, own, sourceOf, splitRef } from '#src/graph/document.ts';
import { linkedTo } from '#src/graph/links.ts';
import { canvasView } from './canvasView.ts';
import { linkedFieldOf } from './flowIds.ts';
import { inspectWire } from './useWires.ts';

/** What can be done with a connection, named by the input that it feeds, or with the line of a coupling. */
export function WireMenuItems({ wire }: { wire: string }) {
  const field = linkedFieldOf(wire);
  if (field) return <LineItems ends={[linkedTo(currentDocument(), field)[0] ?? field, field]} />;
  const [node, input] = splitRef(wire as OutputRef);
  const found = nodeOf(currentDocument(), node);
  const source = found && sourceOf(found, input);
  const isField = own(modules.get(found?.module ?? '')?.inputs ?? {}, input) === undefined;
  if (isField && source) return <LineItems ends={[source, outputRef(node, input)]} />;
  return (
    <>
      <Menu.Item className="menu-item" onClick={() => inspectWire(wire)}>
        {canvasTexts.menu.inspect}
      </Menu.Item>
      <Menu.Item className="menu-item" onClick={() => canvasView.openSearch('', undefined, { wire })}>
        {canvasTexts.menu.insert}
      </Menu.Item>
      <div className="menu-separator" />
      <CommandItem command={commands.delete} />
    </>
  );
}

/** A line between two fields shows either. */
function LineItems({ ends }: { readonly ends: readonly OutputRef[] }) {
  return (
    <>
      {ends.map((end) => (
        <Menu.Item key={end} className="menu-item" onClick={() => showField(end)}>
          {commonTexts.show(end)}
        </Menu.Item>
      ))}
      <div className="menu-separator" />
      <CommandItem command={commands.delete} />
    </>
  );
}
