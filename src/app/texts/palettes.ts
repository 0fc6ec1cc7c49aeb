/**
 * What the lists to choose from say: all commands, and what a module or a field can be connected to. `place` is a module or one of its
 * connectors ("Mask", "Mask.input0"), `field` one of its fields ("Threshold.level"), `node` the name of a module.
 */
export const paletteTexts = {
  commands: {
    title: 'All commands',
    search: 'Search commands',
    placeholder: 'What shall be done?',
    found: 'Commands found',
    notNow: 'not now',
    none: 'No command of that name.',
  },
  connections: {
    title: (place: string) => `Connect ${place}`,
    search: (place: string) => `Connections of ${place}`,
    placeholder: (place: string) => `What shall ${place} be connected to?`,
    found: 'Connections found',
    connected: 'connected',
    nothingFits: (place: string) => `Nothing in this network fits ${place}: add a module that does.`,
    none: 'No such connection.',
  },
  fields: {
    found: 'Fields found',
    nothingFits: (field: string, node: string | undefined) =>
      `Nothing ${node ? `of ${node}` : 'in this network'} fits ${field}.`,
    none: 'No such field.',
    /** The other fields of a coupling. */
    coupledWith: (others: readonly string[]) => `with ${others.join(', ')}`,
    feed: {
      title: (field: string) => `Connect ${field}`,
      search: (field: string) => `What ${field} feeds`,
      placeholder: (field: string, node: string | undefined) => `What shall ${field} feed${node ? ` of ${node}` : ''}?`,
    },
    source: {
      title: (field: string) => `Source of ${field}`,
      search: (field: string) => `Sources of ${field}`,
      placeholder: (field: string) => `Where shall ${field} get its value?`,
    },
    couple: {
      title: (field: string) => `Couple ${field}`,
      search: (field: string) => `Equals of ${field}`,
      placeholder: (field: string, node: string | undefined) =>
        `Which field${node ? ` of ${node}` : ''} shall have the value of ${field}, each way?`,
    },
  },
} as const;
