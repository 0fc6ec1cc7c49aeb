import type { Locator, Page } from 'playwright';
import { soon } from './hands.ts';

/** The view of this name. */
export const pane = (page: Page, name: string) => page.locator(`.viewer-pane[aria-label="${name}"]`);
/** Waits until a view shows what was asked for. */
export const ready = (view: Locator) => view.and(view.page().locator('[data-status="ready"]')).waitFor();
/** What stands on the canvas of a view. */
export const pixels = (view: Locator) =>
  view.locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
/** The letter of the patient at an edge of a view. */
export const letter = (view: Locator, side: string) => view.locator(`.viewer-${side}`).textContent();

/** Waits until a view has painted what it shows, three looks long. */
export async function settled(view: Locator): Promise<string> {
  let last = '';
  let calm = 0;
  await soon(async () => {
    const now = await pixels(view);
    calm = now === last ? calm + 1 : 0;
    last = now;
    return calm;
  }).toBeGreaterThanOrEqual(3);
  return last;
}

/**
 * By how much of 255 the pixels of a view are others in a picture of its window, at the mean: in one that was saved without what stands over
 * the views. Where views begin between two pixels the edges in the picture differ.
 */
export function differing(view: Locator, png: Buffer): Promise<number> {
  return view.locator('canvas').evaluate(async (canvas: HTMLCanvasElement, base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const frame = canvas.closest('.viewer-quarters')?.getBoundingClientRect();
    const own = canvas.getBoundingClientRect();
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d');
    copy?.drawImage(image, (frame?.x ?? 0) - own.x, (frame?.y ?? 0) - own.y);
    const saved = copy?.getImageData(0, 0, canvas.width, canvas.height).data;
    const seen = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
    if (!saved || !seen) throw new Error('There is no picture');
    return seen.reduce((sum, value, n) => sum + Math.abs(value - saved[n]), 0) / seen.length;
  }, png.toString('base64'));
}

/** What a player finds in a film; in a page of its own, since ours plays none. */
export async function playedFilm(
  page: Page,
  film: Buffer,
): Promise<{ readonly width: number; readonly seconds: number }> {
  const player = await page.context().newPage();
  try {
    return await player.evaluate(async (base64) => {
      const video = document.createElement('video');
      video.src = `data:video/webm;base64,${base64}`;
      await new Promise((resolve, reject) => {
        video.onloadeddata = resolve;
        video.onerror = () => reject(new Error(video.error?.message));
      });
      return { width: video.videoWidth, seconds: video.duration };
    }, film.toString('base64'));
  } finally {
    await player.close();
  }
}

/** In the page: counts graphics contexts that are not lost. */
export function countContexts(): void {
  const contexts = new Set<WeakRef<WebGL2RenderingContext>>();
  const { getContext } = HTMLCanvasElement.prototype;
  Reflect.set(HTMLCanvasElement.prototype, 'getContext', function (this: HTMLCanvasElement, ...asked: [string]) {
    const context = getContext.apply(this, asked);
    if (context instanceof WebGL2RenderingContext) contexts.add(new WeakRef(context));
    return context;
  });
  Reflect.set(window, 'graphics', () => {
    const live = [...contexts].map((each) => each.deref()).filter((each) => each?.isContextLost() === false);
    return new Set(live).size;
  });
}

/**
 * Drags a threshold, a value a frame, until a view has shown two coarse pictures; lets go at 450. Returns how many there were, 0 to 2.
 */
export function coarseFrames(threshold: Locator, viewName: string): Promise<number> {
  return threshold.evaluate(async (input: HTMLInputElement, label) => {
    const view = document.querySelector<HTMLElement>(`[aria-label="${label}"]`);
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    const type = (value: number) => {
      set?.call(input, String(value));
      input.dispatchEvent(new Event('input', { bubbles: true }));
    };
    input.focus();
    let count = 0;
    for (let n = 0; n < 400 && count < 2; n++) {
      type(60 + n);
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
      if (view?.dataset.coarse && view.querySelector('.viewer-coarse')) count++;
    }
    type(450);
    input.blur();
    return count;
  }, viewName);
}
