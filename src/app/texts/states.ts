/**
 * What the editor says of the state of a module, in a word or two for the network and as a sentence beside it, and why a module ran
 * again. `percent` is a whole number; durations and sizes come as texts with their units.
 */
export const stateTexts = {
  notRun: 'not run',
  notRunTitle: 'Not computed: nothing asks for it yet',
  waits: 'waits',
  waitsTitle: 'Waits for its inputs or for a free worker',
  runs: 'runs',
  runsTitle: 'Running',
  fromMemory: 'from memory',
  fromMemoryTitle: (took: string, held: string | undefined) => `From memory; computing it took ${took}${holds(held)}`,
  computedTitle: (took: string, held: string | undefined) => `Computed in ${took}${holds(held)}`,
  warnings: (count: number) => (count === 1 ? 'warning' : `${count} warnings`),
  error: 'error',
  blocked: 'blocked',
  blockedTitle: (node: string, message: string) => `${node} failed: ${message}`,

  /** Why a module ran again. A part is a field or an input by its label, its value a text. */
  whyRan: {
    first: 'First run',
    wholeImage: 'Slices were there, the whole image was asked for',
    givenUp: 'Its result had been given up',
    version: (module: string, version: number) => `${module} version ${version}`,
    otherVersion: (now: string, before: string) => `The module is ${now}, was ${before}`,
    isNew: (part: string, value: string) => `${part} is new: ${value}`,
    otherValue: (part: string, before: string, now: string) => `${part}: ${before} → ${now}`,
    otherResult: (part: string, value: string) => `${part}: ${value} has another result`,
    isGone: (part: string, value: string) => `${part} is gone: ${value}`,
  },
} as const;

function holds(held: string | undefined): string {
  return held === undefined ? '' : `, holds ${held}`;
}
