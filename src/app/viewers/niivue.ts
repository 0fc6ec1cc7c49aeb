import { Niivue } from '@niivue/niivue';
import type { Camera } from './volumeCamera.ts';

/** What NiiVue does in a 3D view. */
export interface NiivueScene {
  readonly gl: WebGL2RenderingContext;
  /** Draws the cube that tells the directions of the patient. */
  drawCube(camera: Camera): void;
  /** A colour table, 256 colours as RGBA bytes. */
  colourTable(name: string): Uint8ClampedArray;
  dispose(): void;
}

/**
 * NiiVue on a canvas that has a WebGL2 context. It draws the cube of directions and knows colour tables; images are drawn by volumeRays.ts,
 * because NiiVue takes eight bytes a voxel, rebuilds them with every new window or colour, cuts off what is near in an enlarged picture,
 * and has no maximum projection, and surfaces by surfaceDrawing.ts, because NiiVue does not cut them.
 */
export async function attachNiivue(canvas: HTMLCanvasElement): Promise<NiivueScene> {
  const niivue = new Niivue({
    interactive: false,
    dragAndDropEnabled: false,
    isOrientCube: true,
    isResizeCanvas: false,
    loadingText: '',
    logLevel: 'silent',
    show3Dcrosshair: false,
    crosshairWidth: 0,
  });
  await niivue.attachToCanvas(canvas, false);
  const { gl } = niivue;

  return {
    gl,
    drawCube({ azimuth, elevation }) {
      niivue.drawOrientationCube([0, 0, gl.canvas.width, gl.canvas.height], azimuth, elevation);
    },
    colourTable: (name) => niivue.colormap(name, false),
    dispose() {
      niivue.cleanup();
    },
  };
}
