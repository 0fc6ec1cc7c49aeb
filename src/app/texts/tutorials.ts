/**
 * What the gallery and the bar of a tutorial say beside the texts of the tutorials themselves, which are files in graphs/tutorials, and
 * what is missing to a goal. `node` is the name of a module, `field` one of its fields as the panel calls it, values are texts.
 */
export const tutorialTexts = {
  gallery: {
    title: 'Examples and tutorials',
    explanation:
      'Each example opens as a network to try and to change. A tutorial builds it with you, step by step; all images stay on this computer.',
    minutes: (minutes: number) => `${minutes} min`,
    /** Follow the minutes. */
    steps: (steps: number) => `, ${steps} steps`,
    done: ', done ✓',
    continueAt: (step: number) => `Continue at step ${step}`,
    /** Follow the words on a button for who does not see the example beside it. */
    ofTitle: (title: string) => ` of ${title}`,
    exampleTitle: (title: string) => ` the example ${title}`,
    startAnew: 'Start anew',
    start: 'Start the tutorial',
    open: 'Open',
  },

  bar: {
    label: (title: string) => `Tutorial: ${title}`,
    step: (step: number, steps: number) => `Step ${step} of ${steps}`,
    /** `seen` tells what can be seen now. */
    done: (seen = '') => `Done. ${seen}`,
    notYet: (why: string) => `Not yet: ${why}`,
    back: 'Back',
    showMe: 'Show me',
    next: 'Next',
    finish: 'Finish',
    /** Beside Finish, for who asks what comes next. */
    more: 'More examples',
    leave: 'Leave the tutorial',
    leaveTitle: 'Leave the tutorial; it can be gone on with from the gallery',
  },

  welcome: {
    label: 'Welcome',
    title: 'New here?',
    explanation: (minutes: number) =>
      `This network keeps the air around a head black. **Build it yourself** in about ${minutes} minutes, step by step, or look at the other examples. An image of yours is opened by dropping it here.`,
    start: 'Start the tutorial',
    examples: 'All examples',
    close: 'Close',
  },

  missing: {
    node: (node: string) => `There is no module named ${node} in the network yet.`,
    earlierNode: (node: string) => `There is no module named ${node}: an earlier step adds it.`,
    otherModule: (node: string, module: string, wanted: string) => `${node} is a ${module}, not a ${wanted}.`,
    connection: (input: string, source: string) => `Nothing is connected to ${input} yet: it takes ${source}.`,
    otherConnection: (input: string, source: string, wanted: string) => `${input} gets ${source}; it takes ${wanted}.`,
    change: (field: string) => `${field} is still as it was.`,
    value: (field: string, value: string, wanted: string) => `${field} is ${value}, not ${wanted}.`,
    range: (field: string, value: string, min: number, max: number) =>
      `${field} is ${value}: it should be from ${min} to ${max}.`,
    file: (node: string) => `${node} has no file yet.`,
    viewer: (node: string) => `The viewer of ${node} is not open.`,
    panel: (node: string) => `The panel of ${node} is not open.`,
    inspected: (output: string | undefined, wanted: string) =>
      `The Output Inspector shows ${output ?? 'nothing'}, not ${wanted}.`,
    /** Values of a field: an option, a switch, a list of nothing. */
    option: (label: string) => `"${label}"`,
    on: 'on',
    off: 'off',
    empty: 'empty',
  },
} as const;
