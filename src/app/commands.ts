import { deleteSelection, deleteWithWires, duplicateSelection, pasteText, selectionText } from './actions.ts';
import { canvasView } from './canvas/canvasView.ts';
import { type Command, isMac, keyText } from './command.ts';
import { dock } from './dockLayout.ts';
import { engine } from './evaluation.ts';
import { openFileDialog } from './files/fileDialogs.ts';
import { newGraph, openGraphFile, saveGraph } from './graphFiles.ts';
import { openModuleExample } from './moduleExamples.ts';
import { togglePictures } from './pictureSetting.ts';
import { regionCommands } from './regions.ts';
import { openShareDialog } from './share/shareDialog.ts';
import { currentDocument, notify, redo, select, selectFrames, selectWires, undo, useApp } from './store.ts';
import { structureCommands } from './structureCommands.ts';
import { tabCommands } from './tabCommands.ts';
import { commandTexts } from './texts/commands.ts';
import { commonTexts } from './texts/common.ts';
import { noticeTexts } from './texts/notices.ts';
import { toggleTheme } from './theme.ts';

const hasSelection = () => useApp.getState().selection.length > 0 || useApp.getState().selectedFrames.length > 0;
const hasAnySelected = () => hasSelection() || useApp.getState().selectedWires.length > 0;

export const commands = {
  new: { id: 'new', isOfWindow: true, title: commandTexts.newNetwork, keys: ['Alt+N'], do: newGraph },
  gallery: {
    id: 'gallery',
    isOfWindow: true,
    title: commandTexts.gallery,
    keys: ['Mod+Shift+E'],
    do: () => useApp.setState({ isGalleryOpen: true }),
  },
  open: { id: 'open', isOfWindow: true, title: commandTexts.open, keys: ['Mod+O'], do: () => void openGraphFile() },
  save: { id: 'save', isOfWindow: true, title: commonTexts.save, keys: ['Mod+S'], do: () => void saveGraph() },
  saveAs: {
    id: 'saveAs',
    isOfWindow: true,
    title: commandTexts.saveAs,
    keys: ['Mod+Shift+S'],
    do: () => void saveGraph(true),
  },
  share: { id: 'share', isOfWindow: true, title: commandTexts.share, keys: ['Alt+S'], do: openShareDialog },
  ...tabCommands,
  ...regionCommands,
  limits: {
    id: 'limits',
    isOfWindow: true,
    title: commandTexts.limits,
    keys: ['Mod+,'],
    do: () => openFileDialog({ kind: 'limits' }),
  },
  palette: {
    id: 'palette',
    isOfWindow: true,
    title: commandTexts.palette,
    keys: ['Mod+K', 'Mod+Shift+P'],
    do: () => useApp.setState({ palette: { kind: 'commands' } }),
  },
  undo: {
    id: 'undo',
    title: commandTexts.undo,
    keys: ['Mod+Z'],
    isEnabled: () => useApp.getState().history.past.length > 0,
    do: undo,
  },
  redo: {
    id: 'redo',
    title: commandTexts.redo,
    keys: ['Mod+Shift+Z', 'Mod+Y'],
    isEnabled: () => useApp.getState().history.future.length > 0,
    do: redo,
  },
  history: {
    id: 'history',
    isOfWindow: true,
    title: commandTexts.history,
    keys: ['Mod+Shift+H'],
    isOn: () => useApp.getState().isHistoryOpen,
    do: () => useApp.setState(({ isHistoryOpen }) => ({ isHistoryOpen: !isHistoryOpen })),
  },
  copy: {
    id: 'copy',
    title: commandTexts.copy,
    clipboardKey: 'Mod+C',
    isEnabled: hasSelection,
    do: () => void copyToClipboard(),
  },
  cut: {
    id: 'cut',
    title: commandTexts.cut,
    clipboardKey: 'Mod+X',
    isEnabled: hasSelection,
    do: () => void copyToClipboard().then((isDone) => isDone && deleteSelection()),
  },
  paste: { id: 'paste', title: commandTexts.paste, clipboardKey: 'Mod+V', do: () => void pasteFromClipboard(false) },
  pasteConnected: {
    id: 'pasteConnected',
    title: commandTexts.pasteConnected,
    clipboardKey: 'Mod+Shift+V',
    do: () => void pasteFromClipboard(true),
  },
  duplicate: {
    id: 'duplicate',
    title: commandTexts.duplicate,
    keys: ['Mod+D'],
    isEnabled: hasSelection,
    do: duplicateSelection,
  },
  delete: {
    id: 'delete',
    title: commandTexts.delete,
    keys: ['Delete', 'Backspace'],
    isEnabled: hasAnySelected,
    do: deleteSelection,
  },
  deleteWithWires: {
    id: 'deleteWithWires',
    title: commandTexts.deleteWithWires,
    keys: ['Shift+Delete'],
    isEnabled: hasAnySelected,
    do: deleteWithWires,
  },
  selectAll: {
    id: 'selectAll',
    title: commandTexts.selectAll,
    keys: ['Mod+A'],
    do: selectAll,
  },
  rename: {
    id: 'rename',
    title: commandTexts.rename,
    keys: ['F2'],
    isEnabled: () => selectedOne() !== undefined,
    do: () => useApp.setState({ renaming: selectedOne() }),
  },
  help: {
    id: 'help',
    title: commandTexts.help,
    keys: ['F1'],
    isEnabled: () => selectedModule() !== undefined,
    do: () => useApp.setState({ help: selectedModule() }),
  },
  showExample: {
    id: 'showExample',
    title: commandTexts.showExample,
    isEnabled: () => selectedModule() !== undefined,
    do: () => {
      const module = selectedModule();
      if (module !== undefined) void openModuleExample(module);
    },
  },
  search: { id: 'search', title: commandTexts.search, keys: ['Tab', '/'], do: () => canvasView.openSearch('') },
  ...structureCommands,
  fit: { id: 'fit', title: commandTexts.fit, keys: ['Mod+0'], do: () => canvasView.fit() },
  showModules: { id: 'showModules', title: commonTexts.modules, do: () => dock.show('modules') },
  showInspector: { id: 'showInspector', title: commonTexts.outputInspector, do: () => dock.show('inspector') },
  showModuleInspector: {
    id: 'showModuleInspector',
    title: commonTexts.moduleInspector,
    do: () => dock.show('moduleInspector'),
  },
  showMessages: { id: 'showMessages', title: commonTexts.messages, do: () => dock.show('messages') },
  showProfiling: { id: 'showProfiling', title: commonTexts.profiling, do: () => dock.show('profiling') },
  showCache: { id: 'showCache', title: commonTexts.cache, do: () => dock.show('cache') },
  pictures: { id: 'pictures', title: commandTexts.pictures, do: togglePictures },
  resetLayout: { id: 'resetLayout', title: commandTexts.resetLayout, do: () => dock.reset() },
  stop: { id: 'stop', title: commandTexts.stop, keys: ['Escape'], do: stopOrDeselect },
  theme: { id: 'theme', title: commandTexts.theme, do: toggleTheme },
} as const satisfies Record<string, Command>;

/** The module of the one node that is selected. */
function selectedModule(): string | undefined {
  const { selection } = useApp.getState();
  return selection.length === 1 ? currentDocument().nodes[selection[0]]?.module : undefined;
}

/** The one module, group or note that is selected. */
function selectedOne(): string | undefined {
  const { selection, selectedFrames } = useApp.getState();
  const all = [...selection, ...selectedFrames];
  return all.length === 1 ? all[0] : undefined;
}

function selectAll(): void {
  const { nodes, groups = {}, notes = {} } = currentDocument();
  select(Object.keys(nodes));
  selectFrames([...Object.keys(groups).map((id) => `group:${id}`), ...Object.keys(notes).map((id) => `note:${id}`)]);
}

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
    selectFrames([]);
  }
}

async function copyToClipboard(): Promise<boolean> {
  const text = selectionText();
  if (text === undefined) return false;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    notify('warning', noticeTexts.clipboard.notWritten(keyText('Mod+C')));
    return false;
  }
}

async function pasteFromClipboard(withOuter: boolean): Promise<void> {
  try {
    const text = await navigator.clipboard.readText();
    if (!pasteText(text, canvasView.center(), withOuter)) {
      notify('info', noticeTexts.clipboard.noModules);
    }
  } catch {
    const key = keyText(withOuter ? 'Mod+Shift+V' : 'Mod+V');
    notify('warning', noticeTexts.clipboard.notRead(key));
  }
}

/** The command of a key press, or undefined. */
export function commandOf(event: KeyboardEvent): Command | undefined {
  const mod = isMac ? event.metaKey : event.ctrlKey;
  // With Alt a Mac writes another letter: there the key counts, and its letter elsewhere.
  const letter = event.altKey && !/^[a-z]$/i.test(event.key) ? /^Key([A-Z])$/.exec(event.code)?.[1] : undefined;
  const key = letter ?? (event.key.length === 1 ? event.key.toUpperCase() : event.key);
  const pressed = `${mod ? 'Mod+' : ''}${event.altKey ? 'Alt+' : ''}${event.shiftKey && key !== '/' ? 'Shift+' : ''}${key}`;
  return Object.values<Command>(commands).find((command) => command.keys?.includes(pressed));
}
