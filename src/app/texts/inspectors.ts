const howToRaise = 'Choose a larger memory budget in the status bar, or crop or resample the image first.';

/**
 * What the Output Inspector, the Module Inspector, the Automatic Panel and the details of a module say. `source` is an output
 * ("Mask.output0"), `node` the name of a module; numbers, sizes in memory and durations come as texts unless they are counts.
 */
export const inspectorTexts = {
  output: {
    empty: 'Click an output, an input or a connection to see here what it carries.',
    unknownType: 'unknown',
    views: 'Views of the image',
    tabs: { '2D': '2D', '3D': '3D', histogram: 'Histogram', header: 'Header' },
    header: (source: string) => `Header of ${source}`,
    matrix: (source: string) => `Matrix of ${source}`,
    rowByRow: 'Row by row',
    /** What is said of a value without a picture. */
    noValue: 'none',
    file: (suffix: string, size: string) => `a ${suffix} file of ${size}`,
    mesh: (vertices: string, triangles: string) => `${vertices} vertices, ${triangles} triangles`,
  },

  module: {
    empty: 'Select a module to see here its fields, ports, state and help.',
    about: 'About the module',
    tabs: { fields: 'Fields', ports: 'Ports', state: 'State', help: 'Help', about: 'About' },
    tabOf: (tab: string, node: string) => `${tab} of ${node}`,
    unknown: (module: string) => `The module ${module} is not known here; it is kept as it is.`,
    version: 'Version',
    savedWith: (version: number) => ` (saved with version ${version})`,
    genre: 'Genre',
    computed: 'Computed',
    bySlices: 'slice by slice where its fields allow it',
    asWhole: 'whole images at once',
    fields: 'Fields by name',
    noFields: 'none',
    reference: 'Reference',
    /** A command, the words between, and an option of it, which no language changes. */
    listCommand: (module: string) => `voxgraph list ${module}`,
    onCommandLine: ' on the command line; fields are set there as ',
    setOption: (module: string, field = 'field') => `--set ${module}.${field}=…`,
  },

  ports: {
    input: 'Input',
    output: 'Output',
    inputsOf: (node: string) => `Inputs of ${node}`,
    outputsOf: (node: string) => `Outputs of ${node}`,
    feeds: 'Feeds',
    result: 'Present result',
    feedsNothing: 'nothing',
    none: 'This module has no connectors.',
    inspect: 'Inspect',
    showSource: (source: string) => `Show ${source} in the Output Inspector`,
    image: (size: string, type: string, memory: string) => `${size} ${type}, ${memory}`,
    slicesOnly: 'slices only',
    notComputed: 'not computed',
    /** A grid whose image is not there as a whole; `state` is one of the two above. */
    grid: (size: string, state: string) => `${size}, ${state}`,
  },

  details: {
    took: (duration: string, memory: string) => `${duration}, result of ${memory}`,
    wholeRuns: (count: number) => `${count} whole`,
    sliceRuns: (count: number) => `${count} for slices`,
    failures: (count: number) => `${count} failed`,
    answers: (count: number) => `${count === 1 ? '1 answer' : `${count} answers`} from memory`,
    noRuns: 'none yet',
    goTo: (node: string) => `Go to ${node}`,
    isOff: (node: string) => `${node} is switched off, so it shows nothing and nothing is computed for it.`,
    turnOn: (node: string) => `Turn ${node} on`,
  },

  /** What a run will hold at once, told by headers; `peak` is with all that feeds it. */
  forecast: {
    title: 'Memory forecast',
    own: (memory: string) => `needs ${memory}; `,
    all: (peak: string, budget: string) => `with all below it ${peak} of ${budget}`,
    tooMuch: ` ⚠ more than the limit: it will be refused. ${howToRaise}`,
    most: (node: string, memory: string) => `${node} needs the most at once, ${memory}.`,
    exceeds: (node: string, memory: string, budget: string) => `${node} needs ${memory} of ${budget}`,
    marked: (exceeds: string) => `⚠ ${exceeds}`,
    /** `exceeds` is the sentence above. */
    refused: (exceeds: string) => `${exceeds}, so it will be refused. ${howToRaise}`,
    refusedTitle: `It will be refused. ${howToRaise}`,
    peak: (memory: string) => `Needs ${memory}`,
    /** `most` is the sentence above. */
    peakTitle: (most: string) => `The peak of this network, told by headers before anything runs. ${most}`,
  },

  /** An image in one line, and its header as a table; lengths are in mm, the world is RAS+. */
  image: {
    title: 'Size, type, spacing, orientation, range of values',
    rangeUnknown: 'range …',
    isEmpty: (range: string) => `${range} ⚠ empty: every voxel is 0`,
    isConstant: (range: string) => `${range} ⚠ every voxel has this value`,
    voxels: (size: string, count: number) => `${size}, ${count.toLocaleString('en')} voxels`,
    spacing: 'Spacing',
    extent: 'Extent',
    orientation: 'Orientation',
    rangeLabel: 'Range',
    rangeAndMean: (min: string, max: string, mean: string) => `${min} to ${max}, mean ${mean}`,
    toWorld: (source: string) => `Voxel to world matrix of ${source}`,
    toWorldCaption: 'Voxel to world, mm, RAS+',
    /** Over the columns of a matrix: the indices of a voxel, and where the first voxel lies. */
    indices: ['i', 'j', 'k', 'origin'],
    lastRow: 'last row',
  },
} as const;
