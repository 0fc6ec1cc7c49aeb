import type { PictureRequest } from './PictureCard.tsx';
import { paintAnnotations } from './paintAnnotations.ts';
import { paintedSlice } from './paintedSlice.ts';
import type { Picture } from './slicePainter.ts';
import type { VolumeScene } from './volumeScene.ts';

/** A 2D view on the page and what it shows. */
export interface ShownPane {
  readonly frame: HTMLElement;
  readonly picture: Picture;
}

/** Views that lie beside each other in a frame, painted anew in one picture of another size, each at its place. */
export async function paintPanes(
  frame: HTMLElement,
  panes: readonly ShownPane[],
  scene: VolumeScene | undefined,
  { width, height, hasAnnotations }: PictureRequest,
): Promise<HTMLCanvasElement> {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { alpha: false });
  const whole = frame.getBoundingClientRect();
  const [across, down] = [width / whole.width, height / whole.height];
  const placed = (element: Element) => {
    const box = element.getBoundingClientRect();
    const [left, top] = [Math.round((box.left - whole.left) * across), Math.round((box.top - whole.top) * down)];
    return {
      left,
      top,
      width: Math.max(1, Math.round(box.width * across)),
      height: Math.max(1, Math.round(box.height * down)),
    };
  };
  for (const pane of panes) {
    const box = placed(pane.frame);
    const part = paintedSlice(pane.picture, box.width, box.height);
    if (hasAnnotations) await paintAnnotations(part, pane.frame);
    context?.drawImage(part, box.left, box.top);
  }
  const host = scene && frame.querySelector('.viewer-scene');
  if (scene && host) {
    const box = placed(host);
    context?.drawImage(scene.picture(box.width, box.height, hasAnnotations), box.left, box.top);
  }
  return canvas;
}
