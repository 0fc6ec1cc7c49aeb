/**
 * What the windows with tables say: messages, profiling, cache, and tables that modules make. A sheet is such a table; `node` is the name
 * of a module, `source` an output, durations and sizes come as texts.
 */
export const tableTexts = {
  rowsOf: (label: string) => `${label}, rows`,

  messages: {
    time: 'Time',
    level: 'Level',
    message: 'Message',
    inputs: (images: readonly string[]) => `Inputs: ${images.join(', ')}`,
    levels: { all: 'All levels', warning: 'Warnings and errors', error: 'Errors' },
    filter: 'Filter',
    filterMessages: 'Filter messages',
    levelOfMessages: 'Level of messages',
    shown: (shown: number, count: number) => `${shown} of ${count}`,
    clear: 'Clear messages',
    none: 'No messages.',
    noneFits: 'No message fits the filter.',
  },

  profiling: {
    allRuns: 'All runs',
    allRunsTitle: 'Time of all runs together',
    runsTitle: 'Runs for the whole result',
    slices: 'Slices',
    slicesTitle: 'Runs for slices that somebody looked at',
    fromMemory: 'From memory',
    fromMemoryTitle: 'Questions that memory answered',
    resultTitle: 'The last result',
    heldTitle: 'What memory holds of it now, earlier results too',
    total: (modules: number, duration: string) => `${modules} modules, ${duration} in all runs`,
    clear: 'Begin anew',
    none: 'Nothing has run yet.',
  },

  cache: {
    gone: 'not known any more',
    current: 'current',
    earlier: 'earlier',
    whole: 'whole',
    slabs: (count: number) => (count === 1 ? '1 slab' : `${count} slabs`),
    /** Whether a result is current, and what is held of it. */
    held: (state: string, parts: readonly string[]) => `${state}, ${parts.join(' and ')}`,
    memory: 'Memory',
    memoryTitle: 'Memory that several results share is counted at one of them',
    toCompute: 'To compute again',
    action: 'Action',
    forget: 'Forget',
    forgetOf: (node: string | undefined) => `Forget the result of ${node ?? 'a module that is gone'}`,
    limit: 'Limit of the cache',
    memoryHeld: 'Memory held',
    forgetEarlier: 'Forget earlier results',
    forgetEarlierTitle:
      'Results of values that are not set any more: undo finds them at once as long as they are there',
    forgetAll: 'Forget all',
    none: 'Nothing is held.',
  },

  table: {
    of: (source: string) => `Table of ${source}`,
    firstRows: (shown: number, count: number) => `The first ${shown} of ${count} rows`,
    saveCsv: 'Save as CSV',
    none: 'No rows.',
  },

  /** The list of all modules, to be dragged onto the network. */
  browser: {
    none: 'No module of that name.',
    /** `help` is the help of the module. */
    item: (help: string) => `${help}\nDrag onto the canvas, double-click or press Enter to add`,
  },
} as const;
