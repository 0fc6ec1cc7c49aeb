import type { ReactNode } from 'react';

/**
 * What the network itself says: its modules, groups, notes and connections, their menus, and the search for modules. `node` is the name
 * of a module, `title` that of a group, `source` and `output` are outputs ("Mask.output0"), `input` and `port` connectors.
 */
export const canvasTexts = {
  /** The keys are elements, so that they look like keys. */
  empty: (tab: ReactNode, slash: ReactNode) => (
    <>
      This network is empty. Type a module's name, or press {tab} or {slash}, or double-click here to add a module; or
      drop image files, a folder of DICOM files or a .zip.
    </>
  ),

  module: {
    running: (node: string) => `${node} is running`,
    notConnected: (input: string) => `${input} is not connected: drag an output to it, then it shows here what it gets`,
    /** The tooltip of a connector: its name, label and type. */
    connector: (name: string, label: string, type: string) =>
      `${name}: ${label} (${type})\nClick to see it in the Output Inspector`,
    holds: (node: string, memory: string) => `The last result of ${node} holds ${memory}`,
    middleSlice: (output: string) => `Middle slice of ${output}`,
    stateTitle: (state: string) => `${state}\nClick for details`,
    newName: (node: string) => `New name of ${node}`,
    chooseFileOf: (node: string) => `Choose the file of ${node}`,
    chooseFile: 'Choose a file',
    chooseOtherFile: (fileName: string) => `Choose another file than ${fileName}`,
    bypassedTitle: 'Bypassed: what arrives at its first input of the type goes on',
    offTitle: 'Switched off: as if it were not there',
  },

  group: {
    fold: 'Fold into one box',
    foldNamed: (title: string) => `Fold the group ${title}`,
    unfold: 'Unfold',
    unfoldNamed: (title: string) => `Unfold the group ${title}`,
    count: (modules: number) => (modules === 1 ? '1 module' : `${modules} modules`),
    port: (port: string) => `${port}\nClick to see it in the Output Inspector`,
    titleHint: (title: string) => `${title}\nDrag to move the group, double-click to rename it`,
    titleField: 'Title of the group',
    /** The worst state of its modules, each with its mark. */
    errors: (count: number) => `✖ ${count === 1 ? '1 error' : `${count} errors`}`,
    runs: '▶ runs',
    waits: '… waits',
    done: '✓ done',
    notRun: '○ not run',
  },

  note: {
    empty: 'Empty note: double-click to write',
    field: 'Text of the note, in Markdown',
    placeholder: '# Heading\n**bold**, *italic*, `code`\n- list',
  },

  /** Why a connection cannot be drawn, or what is wrong with one. */
  refused: {
    outputs: 'An output cannot feed an output',
    inputs: 'An input cannot feed an input',
    elsewhere: (size: string) => `${size}, but elsewhere in space`,
  },

  arranging: {
    tooLong: 'it takes too long',
  },

  menu: {
    theConnection: (input: string) => `the connection to ${input}`,
    theGroup: 'the group',
    theNote: 'the note',
    showWindow: 'Show Window',
    viewer: 'Viewer',
    panel: 'Panel',
    automaticPanel: 'Automatic Panel',
    connections: 'Connections',
    arrange: 'Arrange',
    grouping: 'Grouping',
    addTo: (title: string) => `Add to ${title}`,
    editText: 'Edit the text',
    colours: { grey: 'Grey', blue: 'Blue', green: 'Green', yellow: 'Yellow', red: 'Red', violet: 'Violet' },
    inspect: 'Show in the Output Inspector',
    add: (module: string) => `Add ${module}`,
    insert: 'Insert module…',
  },

  /** The search for a module: to be added, in place of another, into a connection, or to fit a connector. */
  search: {
    found: 'Modules found',
    none: 'No module of that name. Others may call it differently: try a word of what it does.',
    add: 'Add a module',
    swap: {
      title: (node: string) => `Swap ${node}`,
      label: (node: string) => `Modules in place of ${node}`,
      placeholder: (node: string) => `What takes the place of ${node}?`,
    },
    insert: {
      title: 'Insert a module',
      label: (input: string) => `Modules for the connection to ${input}`,
      placeholder: (input: string) => `What goes into the connection to ${input}?`,
    },
    fit: {
      label: (port: string) => `Modules that fit ${port}`,
      placeholder: (port: string) => `What fits ${port}?`,
    },
  },

  /** What a screen reader says of the parts of the canvas. */
  spoken: {
    node: (node: string) => `Module ${node}`,
    bypassed: (node: string) => `Module ${node}, bypassed`,
    switchedOff: (node: string) => `Module ${node}, switched off`,
    note: (text: string) => `Note ${text}`,
    group: (title: string) => `Group ${title}`,
    foldedGroup: (title: string) => `Folded group ${title}`,
    connection: (source: string, input: string) => `Connection from ${source} to ${input}`,
    connectionWill: (source: string, input: string) => `${source} will be connected to ${input}`,
    coupling: (title: string | undefined, first: string, second: string) =>
      `Coupling ${title} of ${first} and ${second}`,
    nodeKeys:
      'Enter opens it, the arrow keys move it, F2 renames it, Control with Enter connects it, Delete removes it, Shift with F10 opens its menu.',
    connectionKeys: 'Enter shows in the Output Inspector what it carries, Delete removes it.',
    moved: (direction: string, x: number, y: number) => `Moved ${direction}, to ${x}, ${y}`,
    zoom: 'Zoom',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fit: 'Fit the network into the window',
    map: 'Mini map',
  },
} as const;
