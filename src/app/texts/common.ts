/**
 * Words that several rooms of the editor say and mean alike: names of windows, buttons of every dialog, heads of tables. What only
 * one room says stands in the file of that room.
 */
export const commonTexts = {
  /** The name of the program, which no language changes. */
  voxgraph: 'Voxgraph',

  network: 'Network',
  modules: 'Modules',
  outputInspector: 'Output Inspector',
  moduleInspector: 'Module Inspector',
  messages: 'Messages',
  profiling: 'Profiling',
  cache: 'Cache',

  close: 'Close',
  cancel: 'Cancel',
  save: 'Save',
  runAgain: 'Run again',
  sampleImages: 'Sample images',

  show: (reference: string) => `Show ${reference}`,
  disconnectFrom: (source: string) => `Disconnect from ${source}`,
  /** What has a menu: a field, a module, a connection. */
  menuOf: (subject: string) => `Menu of ${subject}`,
  clear: 'Clear',
  searchModules: 'Search modules',

  inputs: 'Inputs',
  outputs: 'Outputs',
  module: 'Module',
  type: 'Type',
  othersCallIt: 'Others call it',
  /** The type of a connector that may stay open. */
  optional: (type: string) => `${type}, optional`,
  source: 'Source',
  size: 'Size',
  default: 'Default',
  colour: 'Colour',
  result: 'Result',
  runs: 'Runs',
  lastRun: 'Last run',
  failed: 'Failed',
  /** The memory that results hold. */
  held: 'Held',
  rows: (count: number) => `${count} rows`,
  notConnected: 'not connected',
  noFile: 'no file',
  bypassed: 'bypassed',
  off: 'off',
  unknownModule: (module: string) => `${module}: unknown module`,
  range: (from: number | string, to: number | string) => `${from} to ${to}`,
  /** What a control sets, and what it is or what gives its value. */
  slider: (label: string) => `${label}, slider`,
  givenBy: (label: string, source: string) => `${label}, given by ${source}`,
  whyItRan: 'Why it ran',
  untitled: 'Untitled',
  noWorker: 'the worker could not be started',
  /** What a new connection takes the place of: a reference such as "Mask.output0". */
  inPlaceOf: (source: string) => `in place of ${source}`,
  /** A field among all: its label and the name of its module. */
  fieldOf: (label: string, node: string) => `${label} of ${node}`,
  /** Where a window was of a module that has been deleted since. */
  moduleIsGone: (node: string) => `There is no module ${node} any more.`,
  /** A number of voxels, files or characters with its thousands apart. */
  many: (count: number) => count.toLocaleString('en'),
} as const;
