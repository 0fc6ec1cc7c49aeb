import type { ChoiceParam, NumberParam } from '#src/graph/module.ts';

/** Whether a filter looks at the slices before and behind. */
export const dimensionParam = {
  kind: 'choice',
  label: 'Neighbours',
  default: 'Volume',
  options: { Volume: '3D: in the volume', Slices: '2D: in each slice' },
} as const satisfies ChoiceParam;

/** What lies beyond the borders of an image, by scipy's names. */
export const borderParam = {
  kind: 'choice',
  label: 'Border',
  default: 'Reflect',
  options: {
    Reflect: 'Reflect: b a | a b',
    Mirror: 'Mirror: c b | a b c',
    Nearest: 'Nearest: a a | a b',
    Constant: 'Constant',
  },
  help: 'What is taken for the voxels beyond the image.',
} as const satisfies ChoiceParam;

/** The value of the border Constant. */
export const constantParam = {
  kind: 'number',
  label: 'Border value',
  default: 0,
  when: { border: ['Constant'] },
} as const satisfies NumberParam;

/** Whether a result of fractions is stored as such. */
export const typeParam = {
  kind: 'choice',
  label: 'Type',
  default: 'Float',
  options: { Float: 'Float', Input: 'As the image' },
  help: 'Integers are rounded and kept within their type.',
} as const satisfies ChoiceParam;
