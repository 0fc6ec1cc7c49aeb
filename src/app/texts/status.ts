/**
 * What the status bar says: what runs, what there is to read, and what memory holds. Names are those of modules, sizes come as texts with
 * their units.
 */
export const statusTexts = {
  stop: 'STOP',
  stopTitle: 'Cancel everything that runs (Esc)',
  /** A running module with how much of it is done, in percent. */
  runningNode: (name: string, percent: number) => `${name} ${percent} %`,
  running: (names: readonly string[]) => `Running ${names.join(', ')}`,
  waiting: (names: readonly string[]) => `Waiting: ${names.join(', ')}`,
  failed: (names: readonly string[]) => `${names.join(', ')} failed`,
  ready: 'Ready',
  sharedMemory: 'shared memory',
  sharedMemoryTitle: 'Results lie in memory that all workers share',
  copies: 'copies',
  copiesTitle: 'Served without cross-origin isolation: everything works, but results are copied between workers',
  showMessages: (errors: number, warnings: number) => `Show the messages: ${errors} errors, ${warnings} warnings`,
  /** Around the numbers of errors and warnings, for who does not see their marks. */
  messagesBefore: 'Messages: ',
  errorsAfter: ' errors, ',
  warningsAfter: ' warnings',
  memoryBudget: 'Memory budget',
  memoryTitle:
    'Memory that results hold, and what is computed needs. Past the limit those are given up that are cheapest to compute again and least recently used; what alone needs more than the limit is refused',
  /** Stands before the field with the limit. */
  memoryOf: (held: string) => `Memory ${held} of `,
} as const;
