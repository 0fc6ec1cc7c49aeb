/**
 * What an edit did, for a screen reader and the history. Names are those of modules; inputs, sources and fields are written with their
 * module ("Mask.input0"); `frame` is a group or a note as `group` and `note` say it.
 */
export const editTexts = {
  undone: (edit: string) => `Undone: ${edit}`,
  doneAgain: (edit: string) => `Done again: ${edit}`,
  /** Which network is shown now, and which of how many it is. */
  network: (fileName: string) => `Network ${fileName}`,
  networkOf: (fileName: string, place: number, count: number) => `Network ${fileName}, ${place} of ${count}`,

  /** Several things that one edit did. */
  together: (edits: readonly string[]) => edits.join(', '),

  modules: {
    added: (names: readonly string[]) => `${modulesText(names)} added`,
    deleted: (names: readonly string[]) => `${modulesText(names)} deleted`,
    moved: (names: readonly string[]) => `${modulesText(names)} moved`,
    changed: (names: readonly string[]) => `${modulesText(names)} changed`,
    bypassed: (names: readonly string[]) => `${modulesText(names)} bypassed`,
    switchedOff: (names: readonly string[]) => `${modulesText(names)} switched off`,
    switchedOn: (names: readonly string[]) => `${modulesText(names)} switched on`,
    /** A module took the place and the name of another. */
    swapped: (before: string, after: string) => `${before} swapped for ${after}`,
    renamed: (before: string, after: string) => `${before} renamed to ${after}`,
    /** It kept its name and is of another type. */
    retyped: (name: string, now: string, before: string) => `${name} is a ${now} now, no ${before}`,
  },

  connections: {
    connected: (input: string, source: string) => `${input} connected to ${source}`,
    disconnected: (input: string, source: string) => `${input} disconnected from ${source}`,
    changed: (count: number) => `${count} connections changed`,
  },

  couplings: {
    coupled: (fields: readonly string[]) => `${fields.join(' and ')} coupled`,
    uncoupled: (fields: readonly string[]) => `${fields.join(' and ')} uncoupled`,
    renamed: (before: string | undefined, after: string | undefined) => `Coupling ${before} renamed to ${after}`,
  },

  frames: {
    group: (title: string | undefined) => frameText('Group', title),
    note: (title: string | undefined) => frameText('Note', title),
    added: (frame: string) => `${frame} added`,
    deleted: (frame: string) => `${frame} deleted`,
    folded: (frame: string) => `${frame} folded`,
    unfolded: (frame: string) => `${frame} unfolded`,
    moved: (frame: string) => `${frame} moved`,
    changed: (frame: string) => `${frame} changed`,
    renamed: (frame: string, title: string | undefined) => `${frame} renamed to ${title}`,
  },

  history: {
    title: 'History',
    close: 'Close the history',
    opened: 'As it was opened',
    changed: 'Changed',
    /** Follows a step that has been undone. */
    undone: ', undone',
  },
} as const;

function modulesText(names: readonly string[]): string {
  return names.length === 1 ? names[0] : `${names.length} modules`;
}

/** A title may say "Group 1" itself. */
function frameText(kind: string, title: string | undefined): string {
  return title?.startsWith(kind) ? title : title ? `${kind} ${title}` : kind;
}
