import { defineModule } from '#src/graph/module.ts';
import type { Volume } from '#src/image/volume.ts';

export default defineModule({
  id: 'Switch',
  version: 1,
  genre: 'Image',
  help:
    'Passes one of up to six images on, as it is: the one with the number of Current input, from 0 on, which other modules can feed. So two ways of ' +
    'working are compared without changing a connection. The images may lie on different grids. Only the chosen image is computed.',
  aliases: ['select', 'choose', 'multiplexer', 'compare', 'if'],
  inputs: {
    input0: { type: 'image', label: 'Image 0', optional: true },
    input1: { type: 'image', label: 'Image 1', optional: true },
    input2: { type: 'image', label: 'Image 2', optional: true },
    input3: { type: 'image', label: 'Image 3', optional: true },
    input4: { type: 'image', label: 'Image 4', optional: true },
    input5: { type: 'image', label: 'Image 5', optional: true },
  },
  outputs: { output0: { type: 'image', label: 'Chosen image' } },
  params: {
    currentInput: { kind: 'integer', label: 'Current input', default: 0, min: 0, max: 5, step: 1 },
  },

  summary({ currentInput }) {
    return `input ${currentInput}`;
  },

  needs({ currentInput }) {
    return [`input${currentInput}`];
  },

  forecast(images, { currentInput }) {
    const chosen = images[`input${currentInput}`];
    return chosen ? { images: { output0: chosen }, scratch: 0 } : { scratch: 0 };
  },

  run({ input0, input1, input2, input3, input4, input5 }, { currentInput }) {
    const images: readonly (Volume | undefined)[] = [input0, input1, input2, input3, input4, input5];
    const image = images[currentInput];
    if (image) return { output0: image };
    throw new Error(
      `No image is connected to Image ${currentInput}: connect one, or choose the number of another as Current input`,
    );
  },
});
