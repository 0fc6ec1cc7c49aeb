/** What the help of a module and the list of keys say beside the definitions that they are made from. */
export const helpTexts = {
  othersCallIt: (aliases: readonly string[]) => `Others call it: ${aliases.join(', ')}.`,
  parameter: 'Parameter',
  meaning: 'Meaning',
  inUnit: (unit: string) => `in ${unit}`,
  /** Inputs that follow one another are listed by the first and the last of them. */
  alike: (first: string, last: string, params: readonly string[]) =>
    `${first} to ${last} are each like the one before, and appear once that is connected${params.length > 0 ? `, with ${params.join(', ')} and so on` : ''}.`,

  keysAndMouse: 'Keys and mouse',
  /** What the mouse does, each with its effect. Names of keys are those of the keyboard. */
  mouse: [
    ['Typing on the network', 'searches a module and adds it at the pointer'],
    ['Drag from connector to connector', 'connects; a used input gets the new source'],
    ['Drag a connector onto the open network', 'adds a module that fits'],
    ['Drag the end of a connection away', 'removes it; to another connector it moves there'],
    ['Drag a module onto a connection', 'puts it in between; what is in its way moves up'],
    ['Drag a module close to a connector', 'connects them when it is let go'],
    ['Alt + drag a module', 'takes it out of the network'],
    ['Right-click a connector', 'suggests what fits, and lists what it can be connected to'],
    ['Drag the title of a group', 'moves all that is in it; a double-click renames it'],
    ['Click a connector or a connection', 'shows it in the Output Inspector'],
    ['Double-click a module', 'opens its viewer or panel; with Alt its Automatic Panel'],
    ['Shift + drag on the network', 'selects all modules in the rectangle'],
    ['In a 2D view: right drag', 'window and level'],
    ['In a 2D view: wheel, arrows', 'slices'],
    ['In a 2D view: Ctrl + wheel, pinch', 'zoom'],
    ['In a 2D view: Shift + drag', 'pan'],
  ],
} as const;
