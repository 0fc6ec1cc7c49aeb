import { Menu } from '@base-ui/react/menu';
import { CommandItem } from '#src/app/CommandItem.tsx';
import { commands } from '#src/app/commands.ts';
import { canvasView } from './canvasView.ts';
import { inspectWire } from './useWires.ts';

/** What can be done with a connection, named by the input that it feeds. */
export function WireMenuItems({ wire }: { wire: string }) {
  return (
    <>
      <Menu.Item className="menu-item" onClick={() => inspectWire(wire)}>
        Show in the Output Inspector
      </Menu.Item>
      <Menu.Item className="menu-item" onClick={() => canvasView.openSearch('', undefined, { wire })}>
        Insert module…
      </Menu.Item>
      <div className="menu-separator" />
      <CommandItem command={commands.delete} />
    </>
  );
}
