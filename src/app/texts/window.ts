/**
 * What the frame of the editor says: menu bar, tabs of networks, docked windows, status bar, messages that lie over the page, and what
 * is said when the editor fails. `window` is the title of a docked window, `fileName` that of a network, `key` a key as keyText writes it.
 */
export const windowTexts = {
  /** The title of the browser's tab. */
  title: (fileName: string, isModified: boolean) => `${isModified ? '● ' : ''}${fileName} – Voxgraph`,

  /** What a button does, with the key that does it too. */
  withKey: (title: string, key: string) => `${title} (${key})`,

  menus: {
    file: 'File',
    edit: 'Edit',
    view: 'View',
    help: 'Help',
    sampleImages: 'Sample images…',
  },
  learn: 'Learn',
  addModule: 'Add module',

  networks: {
    open: 'Open networks',
    all: 'All open networks',
    unsaved: (fileName: string) => `${fileName}, has unsaved changes`,
    modified: 'modified',
    /** The name of a file that is not chosen yet; `n` tells several of them apart. */
    untitled: 'untitled.json',
    untitledNumbered: (n: number) => `untitled-${n}.json`,
  },

  closeUnsaved: {
    question: (fileName: string) => `Close ${fileName}?`,
    explanation: 'It has changes that are in no file. Closed, they are gone.',
    save: 'Save and close',
    discard: 'Close without saving',
  },

  dock: {
    closeWithKey: 'Close (Delete)',
    dock: 'Dock this window',
    float: 'Float this window',
    restore: 'Back to its size',
    maximize: 'Maximize',
    dockNamed: (window: string) => `Dock ${window}`,
    floatNamed: (window: string) => `Float ${window}`,
    restoreNamed: (window: string) => `Restore ${window}`,
    maximizeNamed: (window: string) => `Maximize ${window}`,
    /** The panel of a module beside its viewer, which has the name of the module alone. */
    panel: (node: string) => `${node} panel`,
    noViewer: (node: string) => `There is no viewer ${node} any more.`,
  },

  notices: {
    close: 'Close message',
    /** What a screen reader says of the mark before a message. */
    kinds: { info: 'info', warning: 'warning', error: 'error' },
  },

  samples: {
    use: 'Use',
    source: (attribution: string, licence: string) => `${attribution} Licence: ${licence}.`,
  },

  crash: {
    title: 'The editor has failed',
    nothingLost: (fileName: string) =>
      `Nothing of ${fileName} is lost: download it, then go on or begin with an empty network.`,
    download: (fileName: string) => `Download ${fileName}`,
    goOn: 'Go on',
    empty: 'Empty network',
    /** An error of the page itself, which only its console shows. */
    noRoot: 'index.html has no element #root',
  },
} as const;
