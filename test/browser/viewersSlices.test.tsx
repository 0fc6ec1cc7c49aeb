import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SlicePane, type SlicePaneProps } from '#src/app/viewers/SlicePane.tsx';
import { sliceGeometry } from '#src/app/viewers/sliceGeometry.ts';
import type { SlicePicture } from '#src/app/viewers/useSlicePicture.ts';
import { initialDisplay } from '#src/app/viewers/viewerDisplay.ts';
import { initialView, sliceOf, type ViewState } from '#src/app/viewers/viewState.ts';
import { cropSlab, type Volume } from '#src/image/volume.ts';
import '#src/app/tokens.css';
import '#src/app/viewers/viewers.css';

/** 4 x 2 x 3 voxels of 10 mm, i to the patient's right: drawn mirrored. The value is 100 k + 10 j + i. */
const volume: Volume = {
  size: [4, 2, 3],
  affine: [10, 0, 0, 0, 0, -10, 0, 0, 0, 0, 10, 0, 0, 0, 0, 1],
  voxels: Int16Array.from({ length: 24 }, (_, p) => 100 * Math.floor(p / 8) + 10 * (Math.floor(p / 4) % 2) + (p % 4)),
};
const geometry = sliceGeometry(volume);
const ready = { status: 'ready', value: volume, isStale: false, retry: () => {} } as const;

function pictureOf(slice: number, change: Partial<SlicePicture> = {}): SlicePicture {
  const cut = cropSlab(volume, { start: slice, end: slice + 1 });
  return {
    grid: { source: 'Image.out', output: ready, geometry },
    slice,
    status: 'ready',
    retry: () => {},
    shown: { volume: cut, geometry: sliceGeometry(cut), slice, slab: cut, at: 0, result: 'one' },
    range: { min: 0, max: 300 },
    ...change,
  };
}

let root: Root;
let host: HTMLElement;
beforeEach(() => {
  host = document.createElement('div');
  // The picture is 204 x 104: 50 pixels a voxel and a margin of 2.
  host.style.cssText = 'position: fixed; inset: 0 auto auto 0; width: 204px; height: 250px;';
  document.body.append(host);
  root = createRoot(host);
});
afterEach(() => {
  root.unmount();
  host.remove();
});

/** A view that keeps its state in `state`, and what it was told. */
async function show(change: Partial<SlicePaneProps> = {}) {
  const told = { state: initialView as ViewState, onWindow: vi.fn(), onWindowEnd: vi.fn(), onDisplay: vi.fn() };
  const props: SlicePaneProps = {
    name: 'View2D',
    emptyText: 'Connect an image to View2D.inImage',
    picture: pictureOf(1),
    state: told.state,
    onState: (moved) => {
      told.state = moved(told.state);
    },
    window: { center: 106.5, width: 51 },
    isAuto: true,
    onWindow: told.onWindow,
    onWindowEnd: told.onWindowEnd,
    display: { ...initialDisplay, filterMode: 'FILTER_NEAREST', annotationSizeMode: 'ANNO_SHOW_SHORT' },
    onDisplay: told.onDisplay,
    ...change,
  };
  root.render(<SlicePane {...props} />);
  const canvas = await vi.waitUntil(() => host.querySelector('canvas'));
  return { ...told, told, canvas };
}

function pointer(canvas: HTMLElement, type: string, x: number, y: number, init: PointerEventInit = {}) {
  const box = canvas.getBoundingClientRect();
  const place = { clientX: box.left + x, clientY: box.top + y, pointerId: 1, bubbles: true, cancelable: true };
  canvas.dispatchEvent(new PointerEvent(type, { ...place, pointerType: 'mouse', ...init }));
}

/** The middle of a voxel in the view, CSS pixels. */
function placeOf(canvas: HTMLElement, i: number, j: number): readonly [x: number, y: number] {
  const { width, height } = canvas.getBoundingClientRect();
  const scale = Math.min((width - 4) / 40, (height - 4) / 20) * 10;
  return [width / 2 - (i - 1.5) * scale, height / 2 + (j - 0.5) * scale];
}

test('every voxel is painted at its place, with the grey of the window', async () => {
  const { canvas } = await show();
  const context = canvas.getContext('2d');
  await vi.waitUntil(() => context && context.getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data[0] > 0);
  const ratio = canvas.width / canvas.getBoundingClientRect().width;
  const greys = [0, 1].map((j) =>
    [0, 1, 2, 3].map((i) => {
      const [x, y] = placeOf(canvas, i, j);
      return context?.getImageData(x * ratio, y * ratio, 1, 1).data[0];
    }),
  );
  // Five greys a unit, from 81 up: value 100 is 95.
  expect(greys).toEqual([
    [95, 100, 105, 110],
    [145, 150, 155, 160],
  ]);
});

test('the voxel under the pointer, its value and its place in the world are read without a click', async () => {
  const { canvas } = await show();
  const text = () => host.querySelector('.viewer-top-left')?.textContent;
  await vi.waitUntil(() => text() === '(- - -)');
  pointer(canvas, 'pointermove', ...placeOf(canvas, 3, 1));
  await vi.waitUntil(() => text()?.startsWith('(3 1 1): 113'));
  // The middle of voxel (3, 1, 1) lies at (30, -10, 10).
  expect(text()).toMatch(/(29\.\d|30\.\d) (-9\.\d|-10\.\d) 10\.0 mm RAS$/);
  pointer(canvas, 'pointermove', 1, 1);
  await vi.waitUntil(() => text()?.startsWith('(- - -)'));
});

test('a right drag sets the window from where it was, and ends once', async () => {
  const { canvas, onWindow, onWindowEnd } = await show();
  await vi.waitUntil(() => host.querySelector('.viewer-bottom-right'));
  canvas.setPointerCapture = () => {};
  pointer(canvas, 'pointerdown', 50, 50, { button: 2 });
  pointer(canvas, 'pointermove', 80, 40);
  pointer(canvas, 'pointerup', 80, 40);
  // The range of 300 over 300 pixels is one unit a pixel.
  expect(onWindow.mock.calls).toEqual([[{ center: 96.5, width: 81 }, true]]);
  expect(onWindowEnd).toHaveBeenCalledTimes(1);
});

test('wheel and keys move through the slices, two turns within a frame too', async () => {
  const { canvas, told } = await show();
  await vi.waitUntil(() => host.querySelector('.viewer-bottom-left')?.textContent === 'Slice: 1');
  const slice = () => sliceOf(told.state, geometry);
  canvas.dispatchEvent(new WheelEvent('wheel', { deltaY: 100, cancelable: true }));
  expect(slice()).toBe(0);
  canvas.dispatchEvent(new WheelEvent('wheel', { deltaY: -100, cancelable: true }));
  canvas.dispatchEvent(new WheelEvent('wheel', { deltaY: -100, cancelable: true }));
  expect(slice()).toBe(2);
  canvas.dispatchEvent(new KeyboardEvent('keydown', { key: 'Home', code: 'Home' }));
  expect(slice()).toBe(0);
  canvas.dispatchEvent(new WheelEvent('wheel', { deltaY: -100, ctrlKey: true, cancelable: true }));
  expect(told.state.zoom).toBeGreaterThan(1);
});

test('keys of the view do not reach the editor around it, others do', async () => {
  const { canvas } = await show();
  const heard: string[] = [];
  const listen = (event: KeyboardEvent) => heard.push(event.key);
  window.addEventListener('keydown', listen);
  for (const key of ['a', 'q']) {
    canvas.dispatchEvent(new KeyboardEvent('keydown', { key, code: `Key${key.toUpperCase()}`, bubbles: true }));
  }
  window.removeEventListener('keydown', listen);
  expect(heard).toEqual(['q']);
});

test('the picture stays while a newer one is computed, and says so only after a moment', async () => {
  const start = performance.now();
  await show({ picture: pictureOf(1, { status: 'running', progress: 0.42 }) });
  const seen = await new Promise<number>((resolve) => {
    const observer = new MutationObserver(() => {
      if (!host.textContent?.includes('updating')) return;
      observer.disconnect();
      resolve(performance.now());
    });
    observer.observe(host, { childList: true, subtree: true, characterData: true });
  });
  expect(seen - start).toBeGreaterThanOrEqual(149);
  expect(host.querySelector('.viewer-bottom-left')?.textContent).toBe('Slice: 1');
  await vi.waitUntil(() => host.textContent?.includes('updating… 42 %'));
});

test('a failure is told with the node and can be tried again', async () => {
  const retry = vi.fn();
  const failure = { node: 'Threshold', message: 'There is no image' };
  await show({ picture: pictureOf(1, { status: 'failed', shown: undefined, failure, retry }) });
  const alert = await vi.waitUntil(() => host.querySelector('[role=alert]'));
  expect(alert.textContent).toBe('ThresholdThere is no imageRetry');
  alert.querySelector('button')?.click();
  expect(retry).toHaveBeenCalledTimes(1);
});

test('an input that nothing feeds asks for an image', async () => {
  await show({
    picture: pictureOf(0, { status: 'empty', shown: undefined, grid: { source: undefined, output: ready } }),
  });
  await vi.waitUntil(() => host.textContent?.includes('Connect an image to View2D.inImage'));
});
