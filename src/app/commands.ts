import { deleteSelection, duplicateSelection, pasteText, selectionText } from './actions.ts';
import { canvasView } from './canvas/canvasView.ts';
import { dock } from './dockLayout.ts';
import { engine } from './evaluation.ts';
import { openFileDialog } from './files/fileDialogs.ts';
import { newGraph, openGraphFile, saveGraph } from './graphFiles.ts';
import { togglePictures } from './pictureSetting.ts';
import { currentDocument, notify, redo, select, selectWires, undo, useApp } from './store.ts';
import { toggleTheme } from './theme.ts';

/** Something the user can do: menus, tool bar, keys and the list of shortcuts all come from these. */
export interface Command {
  readonly id: string;
  readonly title: string;
  /** "Mod" is Ctrl, or Cmd on a Mac. */
  readonly keys?: readonly string[];
  /** The key by which the browser tells of the clipboard: shown, but handled as an event of the clipboard. */
  readonly clipboardKey?: string;
  /** Greyed out while this is false. */
  readonly isEnabled?: () => boolean;
  readonly do: () => void;
}

const hasSelection = () => useApp.getState().selection.length > 0;
const hasAnySelected = () => hasSelection() || useApp.getState().selectedWires.length > 0;

export const commands = {
  new: { id: 'new', title: 'New network', do: newGraph },
  open: { id: 'open', title: 'Open…', keys: ['Mod+O'], do: () => void openGraphFile() },
  save: { id: 'save', title: 'Save', keys: ['Mod+S'], do: () => void saveGraph() },
  saveAs: { id: 'saveAs', title: 'Save as…', keys: ['Mod+Shift+S'], do: () => void saveGraph(true) },
  limits: { id: 'limits', title: 'Limits of files…', keys: ['Mod+,'], do: () => openFileDialog({ kind: 'limits' }) },
  undo: {
    id: 'undo',
    title: 'Undo',
    keys: ['Mod+Z'],
    isEnabled: () => useApp.getState().history.past.length > 0,
    do: undo,
  },
  redo: {
    id: 'redo',
    title: 'Redo',
    keys: ['Mod+Shift+Z', 'Mod+Y'],
    isEnabled: () => useApp.getState().history.future.length > 0,
    do: redo,
  },
  copy: { id: 'copy', title: 'Copy', clipboardKey: 'Mod+C', isEnabled: hasSelection, do: () => void copyToClipboard() },
  cut: {
    id: 'cut',
    title: 'Cut',
    clipboardKey: 'Mod+X',
    isEnabled: hasSelection,
    do: () => void copyToClipboard().then((isDone) => isDone && deleteSelection()),
  },
  paste: { id: 'paste', title: 'Paste', clipboardKey: 'Mod+V', do: () => void pasteFromClipboard() },
  duplicate: { id: 'duplicate', title: 'Duplicate', keys: ['Mod+D'], isEnabled: hasSelection, do: duplicateSelection },
  delete: {
    id: 'delete',
    title: 'Delete',
    keys: ['Delete', 'Backspace'],
    isEnabled: hasAnySelected,
    do: deleteSelection,
  },
  selectAll: {
    id: 'selectAll',
    title: 'Select all',
    keys: ['Mod+A'],
    do: () => select(Object.keys(currentDocument().nodes)),
  },
  rename: {
    id: 'rename',
    title: 'Rename',
    keys: ['F2'],
    isEnabled: () => useApp.getState().selection.length === 1,
    do: () => useApp.setState((state) => ({ renaming: state.selection[0] })),
  },
  help: {
    id: 'help',
    title: 'Help on the module',
    keys: ['F1'],
    isEnabled: () => useApp.getState().selection.length === 1,
    do: () => useApp.setState((state) => ({ help: currentDocument().nodes[state.selection[0]]?.module })),
  },
  search: { id: 'search', title: 'Add module…', keys: ['Tab', '/'], do: () => canvasView.openSearch('') },
  fit: { id: 'fit', title: 'Fit to window', keys: ['Mod+0'], do: () => canvasView.fit() },
  showModules: { id: 'showModules', title: 'Modules', do: () => dock.show('modules') },
  showInspector: { id: 'showInspector', title: 'Output Inspector', do: () => dock.show('inspector') },
  showModuleInspector: { id: 'showModuleInspector', title: 'Module Inspector', do: () => dock.show('moduleInspector') },
  showMessages: { id: 'showMessages', title: 'Messages', do: () => dock.show('messages') },
  showProfiling: { id: 'showProfiling', title: 'Profiling', do: () => dock.show('profiling') },
  showCache: { id: 'showCache', title: 'Cache', do: () => dock.show('cache') },
  pictures: { id: 'pictures', title: 'Small pictures on modules', do: togglePictures },
  resetLayout: { id: 'resetLayout', title: 'Reset the arrangement', do: () => dock.reset() },
  stop: { id: 'stop', title: 'Stop', keys: ['Escape'], do: stopOrDeselect },
  theme: { id: 'theme', title: 'Light or dark', do: toggleTheme },
} as const satisfies Record<string, Command>;

/** Esc cancels what runs; when nothing runs it clears the selection. */
function stopOrDeselect(): void {
  const document = currentDocument();
  const isRunning = Object.keys(document.nodes).some((name) =>
    ['running', 'queued'].includes(engine.state(document, name).status),
  );
  if (isRunning) engine.stop();
  else {
    select([]);
    selectWires([]);
  }
}

async function copyToClipboard(): Promise<boolean> {
  const text = selectionText();
  if (text === undefined) return false;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    notify('warning', `The browser did not let the page write to the clipboard: use ${keyText('Mod+C')} instead`);
    return false;
  }
}

async function pasteFromClipboard(): Promise<void> {
  try {
    const text = await navigator.clipboard.readText();
    if (!pasteText(text, canvasView.center())) notify('info', 'The clipboard holds no modules: copy some first');
  } catch {
    notify('warning', `The browser did not let the page read the clipboard: use ${keyText('Mod+V')} instead`);
  }
}

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

/** "Ctrl+Shift+Z", or "⌘⇧Z" on a Mac. */
export function keyText(keys: string): string {
  if (!isMac) return keys.replace('Mod', 'Ctrl');
  return keys.replace('Mod+', '⌘').replace('Shift+', '⇧');
}

/** The command of a key press, or undefined. */
export function commandOf(event: KeyboardEvent): Command | undefined {
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const pressed = `${mod ? 'Mod+' : ''}${event.shiftKey && key !== '/' ? 'Shift+' : ''}${key}`;
  return Object.values<Command>(commands).find((command) => command.keys?.includes(pressed));
}
