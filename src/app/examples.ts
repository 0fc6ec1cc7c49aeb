import brainMask from '#graphs/brain-mask.json?raw';
import masking from '#graphs/masking-images.json?raw';

/** An example network, as its file. */
export interface Example {
  readonly fileName: string;
  readonly title: string;
  readonly text: string;
}

/** The networks that come with Voxgraph; the first one is shown at the first start. */
export const examples: readonly Example[] = [
  { fileName: 'masking-images.json', title: 'Masking images (tutorial)', text: masking },
  { fileName: 'brain-mask.json', title: 'Brain mask', text: brainMask },
];
