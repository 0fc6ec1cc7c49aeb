import { Menu } from '@base-ui/react/menu';
import type { Command } from './command.ts';
import { keyText } from './command.ts';

/** A command as an item of a menu, with its key. */
export function CommandItem({ command }: { command: Command }) {
  const key = command.keys?.[0] ?? command.clipboardKey;
  return (
    <Menu.Item className="menu-item" disabled={command.isEnabled?.() === false} onClick={command.do}>
      <span>
        {command.title}
        {command.isOn?.() && <span className="menu-mark"> ✓</span>}
      </span>
      {key && <kbd>{keyText(key)}</kbd>}
    </Menu.Item>
  );
}
