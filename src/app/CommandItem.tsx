import { Menu } from '@base-ui/react/menu';
import type { Command } from './commands.ts';
import { keyText } from './commands.ts';

/** A command as an item of a menu, with its key. */
export function CommandItem({ command }: { command: Command }) {
  const key = command.keys?.[0] ?? command.clipboardKey;
  return (
    <Menu.Item className="menu-item" disabled={command.isEnabled?.() === false} onClick={command.do}>
      {command.title}
      {key && <kbd>{keyText(key)}</kbd>}
    </Menu.Item>
  );
}
