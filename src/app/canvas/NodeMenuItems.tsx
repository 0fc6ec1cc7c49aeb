import { Menu } from '@base-ui/react/menu';
import { modules } from '#modules/index.ts';
import { CommandItem } from '#src/app/CommandItem.tsx';
import { commands } from '#src/app/commands.ts';
import { Icon } from '#src/app/Icon.tsx';
import { hasViewer } from '#src/app/moduleKind.ts';
import { overlayRoot } from '#src/app/overlayRoot.ts';
import { currentDocument, openPanel, runAgain } from '#src/app/store.ts';
import { canvasTexts } from '#src/app/texts/canvas.tsx';
import { commonTexts } from '#src/app/texts/common.ts';
import { nodeOf } from '#src/graph/document.ts';
import { ArrangeMenu } from './ArrangeMenu.tsx';
import { GroupingMenu } from './GroupingMenu.tsx';
import { SubMenu } from './SubMenu.tsx';

/** What can be done with a module, as in MeVisLab: Show Window, rename, help, copy, delete. */
export function NodeMenuItems({ node }: { node: string }) {
  const isViewer = hasViewer(modules.get(nodeOf(currentDocument(), node)?.module ?? ''));
  return (
    <>
      <Menu.SubmenuRoot>
        <Menu.SubmenuTrigger className="menu-item">
          {canvasTexts.menu.showWindow} <Icon name="right" />
        </Menu.SubmenuTrigger>
        <Menu.Portal container={overlayRoot}>
          <Menu.Positioner className="menu-positioner" alignOffset={-4}>
            <Menu.Popup className="menu">
              <Menu.Item className="menu-item" onClick={() => openPanel(node, isViewer ? 'viewer' : 'panel')}>
                {isViewer ? canvasTexts.menu.viewer : canvasTexts.menu.panel}
              </Menu.Item>
              <Menu.Item className="menu-item" onClick={() => openPanel(node, 'panel')}>
                {canvasTexts.menu.automaticPanel}
              </Menu.Item>
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.SubmenuRoot>
      <CommandItem command={commands.showModuleInspector} />
      <CommandItem command={commands.rename} />
      <CommandItem command={commands.help} />
      <CommandItem command={commands.showExample} />
      <Menu.Item className="menu-item" onClick={runAgain}>
        {commonTexts.runAgain}
      </Menu.Item>
      <div className="menu-separator" />
      <SubMenu title={canvasTexts.menu.connections}>
        <CommandItem command={commands.connect} />
        <CommandItem command={commands.searchAfter} />
        <CommandItem command={commands.detach} />
      </SubMenu>
      <CommandItem command={commands.swap} />
      <CommandItem command={commands.bypass} />
      <CommandItem command={commands.switchOff} />
      <div className="menu-separator" />
      <GroupingMenu />
      <ArrangeMenu />
      <div className="menu-separator" />
      <CommandItem command={commands.cut} />
      <CommandItem command={commands.copy} />
      <CommandItem command={commands.duplicate} />
      <CommandItem command={commands.delete} />
    </>
  );
}
