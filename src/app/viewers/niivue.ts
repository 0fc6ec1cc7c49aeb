import { cmapper } from '@niivue/niivue';

/**
 * A colour table of NiiVue, 256 colours as RGBA bytes. It draws nothing here: to draw a cube it compiled thirty programs, for which the page
 * stood for up to a fifth of a second, and its volumes and surfaces lack what volumeRays.ts and surfaceDrawing.ts have.
 */
export function colourTable(name: string): Uint8ClampedArray {
  return cmapper.colormap(name, false);
}
