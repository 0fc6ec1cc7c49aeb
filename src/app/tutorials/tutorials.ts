import arithmetic from '#graphs/tutorials/arithmetic.json?raw';
import brainMask from '#graphs/tutorials/brain-mask.json?raw';
import masking from '#graphs/tutorials/masking.json?raw';
import regionGrowing from '#graphs/tutorials/region-growing.json?raw';
import thoraxBones from '#graphs/tutorials/thorax-bones.json?raw';
import type { Tutorial } from './tutorial.ts';

// Our own files, each of which a test plays from its first step to its last.
const parse = (text: string) => JSON.parse(text) as Tutorial;

/** The tutorials by their names in the gallery. */
export const tutorials: Readonly<Record<string, Tutorial>> = {
  masking: parse(masking),
  arithmetic: parse(arithmetic),
  'region-growing': parse(regionGrowing),
  'brain-mask': parse(brainMask),
  'thorax-bones': parse(thoraxBones),
};
