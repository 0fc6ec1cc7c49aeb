import { Menu } from '@base-ui/react/menu';
import { modules } from '#modules/index.ts';
import type { Command } from '#src/app/commands.ts';
import { commands, keyText } from '#src/app/commands.ts';
import { Icon } from '#src/app/Icon.tsx';
import { hasViewer } from '#src/app/moduleKind.ts';
import { currentDocument, openPanel, runAgain } from '#src/app/store.ts';
import { nodeOf } from '#src/graph/document.ts';

export interface NodeMenuRequest {
  readonly node: string;
  readonly x: number;
  readonly y: number;
}

/** The context menu of a module, as MeVisLab's: Show Window, rename, help, copy, delete. */
export function NodeMenu({ request, onClose }: { request: NodeMenuRequest | undefined; onClose: () => void }) {
  if (!request) return null;
  const module = modules.get(nodeOf(currentDocument(), request.node)?.module ?? '');
  const anchor = { getBoundingClientRect: () => DOMRect.fromRect({ x: request.x, y: request.y, width: 0, height: 0 }) };
  const item = (command: Command) => (
    <Menu.Item className="menu-item" onClick={command.do} disabled={command.isEnabled?.() === false}>
      {command.title}
      {command.keys && <kbd>{keyText(command.keys[0])}</kbd>}
    </Menu.Item>
  );
  return (
    <Menu.Root open onOpenChange={(isOpen) => !isOpen && onClose()} modal={false}>
      <Menu.Portal>
        <Menu.Positioner className="menu-positioner" anchor={anchor} align="start" side="bottom">
          <Menu.Popup className="menu" aria-label={`Menu of ${request.node}`}>
            <Menu.SubmenuRoot>
              <Menu.SubmenuTrigger className="menu-item">
                Show Window <Icon name="right" />
              </Menu.SubmenuTrigger>
              <Menu.Portal>
                <Menu.Positioner className="menu-positioner" alignOffset={-4}>
                  <Menu.Popup className="menu">
                    <Menu.Item
                      className="menu-item"
                      onClick={() => openPanel(request.node, hasViewer(module) ? 'viewer' : 'panel')}
                    >
                      {hasViewer(module) ? 'Viewer' : 'Panel'}
                    </Menu.Item>
                    <Menu.Item className="menu-item" onClick={() => openPanel(request.node, 'panel')}>
                      Automatic Panel
                    </Menu.Item>
                  </Menu.Popup>
                </Menu.Positioner>
              </Menu.Portal>
            </Menu.SubmenuRoot>
            {item(commands.rename)}
            {item(commands.help)}
            <Menu.Item className="menu-item" onClick={runAgain}>
              Run again
            </Menu.Item>
            <div className="menu-separator" />
            {item(commands.cut)}
            {item(commands.copy)}
            {item(commands.duplicate)}
            {item(commands.delete)}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
