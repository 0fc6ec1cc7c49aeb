/**
 * What is said of files: the field of a file, files that are dropped or missing, DICOM series, patient data and limits. `fileName` is the
 * name of a file or folder, `node` that of a module, `hash` a SHA-256, `reason` a sentence or a browser's own words.
 */
export const fileTexts = {
  field: {
    choose: 'Choose…',
    chooseFolder: 'Choose folder…',
    missing: (fileName: string) => `✖ ${fileName} is not on this machine.`,
    /** Stands before the hash. */
    expectedHash: 'Expected SHA-256: ',
    locate: 'Locate…',
    locateFolder: 'Locate folder…',
    wasFound: (fileName: string) => `${fileName} was found`,
  },

  other: {
    title: 'This is another file',
    warning: (fileName: string, node: string) =>
      `⚠ The content of ${fileName} is not that of the file that ${node} was made with. Results will differ.`,
    expected: (fileName: string) => `Expected: ${fileName}`,
    chosen: (fileName: string) => `Chosen: ${fileName}`,
    hash: (hash: string | undefined) => `SHA-256 ${hash ?? 'not known'}`,
    chooseAnother: 'Choose another…',
    use: 'Use it anyway',
  },

  limits: {
    title: 'Limits of files',
    explanation:
      'A file that asks for more is refused before any memory is taken, so that a damaged one cannot take all of it. Sizes are written like 8 GB or 512 MiB; they hold on this machine.',
    /** Follows "Default" for who does not see the field beside it. */
    ofLimit: (label: string) => ` of ${label}`,
    /** `help` is a sentence, the sizes are texts with their units. */
    range: (help: string, least: string, most: string) => `${help} ${least} to ${most}.`,
  },

  series: {
    reading: (fileName: string) => `Reading the headers of ${fileName}…`,
    readingHeaders: 'Reading headers',
    ofNode: (node: string) => `Series of ${node}`,
    /** A series is chosen of a file that has no series. */
    stale: (fileName: string) => `A series is chosen, and ${fileName} has none.`,
    chooseNone: 'Choose none',
    chooseOne: (count: number) => `○ Choose one of its ${count} series`,
    notInFile: (count: number) => `⚠ The chosen series is not in this file: choose one of its ${count} series`,
    offer: (fileName: string, count: number, node: string) =>
      `${fileName} has ${count} series: choose one in the panel of ${node}`,
    chosenColumn: 'Chosen',
    nameColumn: 'Series',
    spacingColumn: 'Spacing (mm)',
    imagesColumn: 'Images',
    choice: (name: string, images: number) => `${name}, ${images} images`,
    chosen: 'chosen',
    noName: 'without a description',
    frames: (count: number) => `${count} frames`,
    skipped: (count: number) =>
      `${count.toLocaleString('en')} of the files ${count === 1 ? 'is' : 'are'} not in the list`,
    moreSkipped: (count: number) => `and ${count.toLocaleString('en')} more`,
  },

  patient: {
    show: 'Show patient data…',
    showTitle: 'Shown on request, and written nowhere',
    chooseSeries: 'Choose a series first',
    title: 'Patient data',
    explanation: (fileName: string) =>
      `Read from ${fileName} for this dialog. It is not stored, and in no network, message or saved image.`,
    reading: 'Reading…',
    nothing: 'Its headers say nothing of the patient.',
  },

  intake: {
    looking: 'Looking for files',
    lookingAt: (count: number) => `Looking at ${count.toLocaleString('en')} files`,
    reading: 'Reading',
    readingFile: (fileName: string) => `Reading ${fileName}`,
    readingFiles: (fileName: string, count: number) => `Reading ${fileName}, ${count} files`,
    cancelled: 'Opening files was cancelled',
    notRead: (fileName: string, reason: string) => `${fileName} could not be read: ${reason}`,
    notOpened: (fileName: string, reason: string) => `${fileName} could not be opened: ${reason}`,
    notReadAtAll: (reason: string) => `The files could not be read: ${reason}`,
    notReadInTime: (fileName: string, seconds: number) => `${fileName} could not be read within ${seconds} s`,
    notKept: (fileName: string) =>
      `${fileName} could not be kept in the browser's storage: it must be chosen again after a reload`,
    noImage: 'There is no image in it: choose another file',
    noImageAmong: (count: number) =>
      `No image was found${count > 0 ? ` among ${count.toLocaleString('en')} files` : ''}`,
    manyNetworks: (count: number, opened: number) =>
      `There are ${count} networks, and the first ${opened} were opened: drop fewer at once`,
    manyImages: (count: number, added: number) =>
      `There are ${count.toLocaleString('en')} images, and the first ${added} were added: drop fewer at once, or run the network on all of them from the command line`,
    manyFiles: (most: number) =>
      `There are more than ${most.toLocaleString('en')} files in it: drop the folder of one study`,
  },

  /** Why a dropped file is no image; `expected` tells what LocalImage reads. */
  noImage: {
    expected: (suffixes: readonly string[]) => `LocalImage reads ${suffixes.join(', ')}`,
    isEmpty: (fileName: string, expected: string) => `${fileName} is empty or a folder, no image: ${expected}`,
    isOther: (fileName: string, kind: string, expected: string) => `${fileName} is ${kind}, no image: ${expected}`,
    pdf: 'a PDF',
    office: 'an office document',
    program: 'a program',
    text: 'a text',
  },
} as const;
