/**
 * Sentences on what the editor did, could not do, or did otherwise than was asked, shown over the page. A sentence says what is wrong
 * and what to do. `reason` and `why` are sentences of whoever refused, `fileName` is that of a network, `module` the id of a module,
 * `key` a key as keyText writes it.
 */
export const noticeTexts = {
  clipboard: {
    notWritten: (key: string) => `The browser did not let the page write to the clipboard: use ${key} instead`,
    notRead: (key: string) => `The browser did not let the page read the clipboard: use ${key} instead`,
    noModules: 'The clipboard holds no modules: copy some first',
    copied: (field: string) => `${field} is in the clipboard`,
    fieldNotWritten: (field: string) => `The browser did not let the page write ${field} to the clipboard`,
  },

  network: {
    refused: (fileName: string, reason: string) => `${fileName}: ${reason}`,
    /** Warnings about what is not known in a file, a line each; `more` is the number of those that are not shown. */
    warnings: (fileName: string, warnings: readonly string[], more: number) =>
      [`${fileName}:`, ...warnings, ...(more > 0 ? [`and ${more} more`] : [])].join('\n'),
    notOpened: (fileName: string, reason: string) => `${fileName} could not be opened. ${reason}`,
    noExample: (module: string) => `${module} has no example network`,
    fileNotOpened: (reason: string) => `The file could not be opened: ${reason}`,
    saved: (fileName: string) => `Saved ${fileName}`,
    downloaded: (fileName: string) => `Downloaded ${fileName}`,
    notSaved: (fileName: string, reason: string) => `${fileName} could not be saved: ${reason}`,
    downloadInstead: 'Download instead',
    /** What the browser's dialog calls the kinds of files. */
    fileOrPicture: 'Voxgraph network, or a picture of one',
    file: 'Voxgraph network',
  },

  recovery: {
    restored: (fileNames: readonly string[]) => `Restored unsaved changes of ${fileNames.join(', ')}`,
    /** From another tab of the browser; `time` is the time of day of its last edit. */
    restoredFrom: (fileNames: readonly string[], time: string) =>
      `Restored unsaved changes of ${fileNames.join(', ')} from ${time}`,
    notRestored: (fileName: string, reason: string) => `${fileName} could not be restored. ${reason}`,
    download: 'Download it as it is',
    notKept: (reason: string) =>
      `Edits cannot be kept for recovery (${reason}): save the network to a file now and then`,
    noStorage: 'this browser gives the page no storage',
    storageSilent: "the browser's storage does not answer",
  },

  edits: {
    notArranged: (reason: string) => `The modules could not be arranged: ${reason}`,
    noConnectors: (module: string) => `${module} has no connectors`,
    addedBeside: (module: string, input: string) =>
      `${module} has no input and output for the connection to ${input}: it was added beside it`,
    /** A module was swapped for one that has no place for these connections. */
    connectionsLost: (module: string, inputs: readonly string[]) =>
      `${module} has no place for the connections of ${inputs.join(', ')}`,
    notBypassed: (count: number, why: string) => `${count} modules cannot be bypassed, for instance: ${why}`,
    unknownNotBypassed: (node: string) => `${node} is of an unknown module, so what it passes on is not known`,
    /** A new group is numbered until it is called otherwise. */
    newGroup: (number: string) => `Group ${number}`,
    /** A group to choose, with the number of modules in it. */
    groupChoice: (title: string, count: number) => `${title} (${count})`,
    noImage: 'This output is no image',
  },

  files: {
    notHere: (fileName: string, hash: string) =>
      `${fileName} is not on this machine (its SHA-256 is ${hash.slice(0, 12)}…): locate it`,
    noSample: (sample: string) => `There is no built-in sample ${sample}`,
    sampleNotServed: (sample: string, status: number) =>
      `There is no built-in sample ${sample} (${status}): choose a file instead`,
    /** The file of the compiled kernels did not arrive. */
    kernelsNotServed: (address: string, status: number) => `${address} could not be loaded (${status})`,
  },
} as const;
