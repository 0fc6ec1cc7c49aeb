/** Something the user can do: menus, tool bar, keys, the palette and the list of shortcuts all come from these. */
export interface Command {
  readonly id: string;
  readonly title: string;
  /** "Mod" is Ctrl, or Cmd on a Mac. */
  readonly keys?: readonly string[];
  /** The key by which the browser tells of the clipboard: shown, but handled as an event of the clipboard. */
  readonly clipboardKey?: string;
  /** Greyed out while this is false. */
  readonly isEnabled?: () => boolean;
  /** Marked where this is true: a switch that is on. */
  readonly isOn?: () => boolean;
  /** Done from fields too: it is of the window and not of the network. */
  readonly isOfWindow?: boolean;
  readonly do: () => void;
}

export const isMac = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '');

/** "Ctrl+Shift+Z", or "⌘⇧Z" on a Mac. */
export function keyText(keys: string): string {
  if (!isMac) return keys.replace('Mod', 'Ctrl');
  return keys.replace('Mod+', '⌘').replace('Alt+', '⌥').replace('Shift+', '⇧');
}
