import { Menu } from '@base-ui/react/menu';
import { useState } from 'react';
import { CommandItem } from './CommandItem.tsx';
import { ArrangeMenu } from './canvas/ArrangeMenu.tsx';
import type { Command } from './command.ts';
import { keyText } from './command.ts';
import { commands } from './commands.ts';
import { Icon, type IconName } from './Icon.tsx';
import { NetworkTabs } from './NetworkTabs.tsx';
import { overlayRoot } from './overlayRoot.ts';
import { SampleBrowser } from './SampleBrowser.tsx';
import { ShortcutList } from './ShortcutList.tsx';
import { useApp } from './store.ts';
import { commonTexts } from './texts/common.ts';
import { helpTexts } from './texts/help.ts';
import { windowTexts } from './texts/window.ts';

/** The menus, the commands of every day as buttons, and a tab for every open network. */
export function Toolbar() {
  // What the buttons show follows from these; the items of a menu are made, and ask what they can do, when it is opened.
  useApp(({ history: { past } }) => past.length > 0);
  useApp(({ history: { future } }) => future.length > 0);
  const [dialog, setDialog] = useState<'samples' | 'shortcuts'>();
  return (
    <header className="toolbar">
      <h1 className="toolbar-name">{commonTexts.voxgraph}</h1>
      <BarMenu title={windowTexts.menus.file}>
        <CommandItem command={commands.new} />
        <CommandItem command={commands.open} />
        <CommandItem command={commands.gallery} />
        <Menu.Item className="menu-item" onClick={() => setDialog('samples')}>
          {windowTexts.menus.sampleImages}
        </Menu.Item>
        <div className="menu-separator" />
        <CommandItem command={commands.save} />
        <CommandItem command={commands.saveAs} />
        <CommandItem command={commands.share} />
        <CommandItem command={commands.close} />
        <div className="menu-separator" />
        <CommandItem command={commands.limits} />
      </BarMenu>
      <BarMenu title={windowTexts.menus.edit}>
        <CommandItem command={commands.undo} />
        <CommandItem command={commands.redo} />
        <CommandItem command={commands.history} />
        <div className="menu-separator" />
        <CommandItem command={commands.cut} />
        <CommandItem command={commands.copy} />
        <CommandItem command={commands.paste} />
        <CommandItem command={commands.pasteConnected} />
        <CommandItem command={commands.duplicate} />
        <CommandItem command={commands.delete} />
        <CommandItem command={commands.deleteWithWires} />
        <CommandItem command={commands.selectAll} />
        <CommandItem command={commands.rename} />
      </BarMenu>
      <BarMenu title={commonTexts.network}>
        <CommandItem command={commands.search} />
        <CommandItem command={commands.searchAfter} />
        <CommandItem command={commands.connect} />
        <CommandItem command={commands.swap} />
        <CommandItem command={commands.detach} />
        <div className="menu-separator" />
        <CommandItem command={commands.bypass} />
        <CommandItem command={commands.switchOff} />
        <div className="menu-separator" />
        <CommandItem command={commands.group} />
        <CommandItem command={commands.ungroup} />
        <CommandItem command={commands.fold} />
        <CommandItem command={commands.note} />
        <div className="menu-separator" />
        <ArrangeMenu />
      </BarMenu>
      <BarMenu title={windowTexts.menus.view}>
        <CommandItem command={commands.fit} />
        <CommandItem command={commands.nextNetwork} />
        <CommandItem command={commands.previousNetwork} />
        <div className="menu-separator" />
        <CommandItem command={commands.showModules} />
        <CommandItem command={commands.showInspector} />
        <CommandItem command={commands.showModuleInspector} />
        <CommandItem command={commands.showMessages} />
        <CommandItem command={commands.showProfiling} />
        <CommandItem command={commands.showCache} />
        <CommandItem command={commands.resetLayout} />
        <div className="menu-separator" />
        <CommandItem command={commands.pictures} />
        <CommandItem command={commands.theme} />
      </BarMenu>
      <BarMenu title={windowTexts.menus.help}>
        <CommandItem command={commands.gallery} />
        <CommandItem command={commands.palette} />
        <Menu.Item className="menu-item" onClick={() => setDialog('shortcuts')}>
          {helpTexts.keysAndMouse}
        </Menu.Item>
        <CommandItem command={commands.help} />
      </BarMenu>
      <button type="button" className="button button-quiet" onClick={commands.gallery.do}>
        {windowTexts.learn}
      </button>
      <span className="toolbar-separator" />
      <CommandButton command={commands.undo} icon="undo" />
      <CommandButton command={commands.redo} icon="redo" />
      <CommandButton command={commands.search} icon="plus" text={windowTexts.addModule} />
      <CommandButton command={commands.fit} icon="fit" />
      <span className="toolbar-separator" />
      <NetworkTabs />
      <CommandButton command={commands.save} icon="save" text={commonTexts.save} />
      <CommandButton command={commands.theme} icon="theme" />
      {dialog === 'samples' && <SampleBrowser onClose={() => setDialog(undefined)} />}
      {dialog === 'shortcuts' && <ShortcutList onClose={() => setDialog(undefined)} />}
    </header>
  );
}

function BarMenu({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger className="button button-quiet">{title}</Menu.Trigger>
      <Menu.Portal container={overlayRoot}>
        <Menu.Positioner className="menu-positioner" align="start" sideOffset={2}>
          <Menu.Popup className="menu">{children}</Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function CommandButton({ command, icon, text }: { command: Command; icon: IconName; text?: string }) {
  const title = command.keys ? windowTexts.withKey(command.title, keyText(command.keys[0])) : command.title;
  return (
    <button
      type="button"
      className="button button-quiet"
      title={title}
      aria-label={command.title}
      disabled={command.isEnabled?.() === false}
      onClick={command.do}
    >
      <Icon name={icon} />
      {text}
    </button>
  );
}
