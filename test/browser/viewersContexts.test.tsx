import { StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createVolumeScene } from '#src/app/viewers/createVolumeScene.ts';
import { VolumePane } from '#src/app/viewers/VolumePane.tsx';
import { initialCamera } from '#src/app/viewers/volumeCamera.ts';
import { ball, content, createHost, openSceneIn, size, square } from './volumeStage.ts';

let host: HTMLElement;
let root: Root | undefined;
beforeEach(() => {
  host = createHost();
});
afterEach(() => {
  root?.unmount();
  root = undefined;
  host.remove();
});

test('a scene gives its graphics context back', async () => {
  const scene = await createVolumeScene(host, () => {});
  const gl = host.querySelector('canvas')?.getContext('webgl2');
  scene.dispose();
  expect(gl?.isContextLost()).toBe(true);
  expect(host.childElementCount).toBe(0);
});

test('without WebGL2 the reason is a sentence', async () => {
  const original = HTMLCanvasElement.prototype.getContext;
  const spy = vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
  await expect(createVolumeScene(host, () => {})).rejects.toThrow('3D needs WebGL2');
  spy.mockRestore();
  expect(HTMLCanvasElement.prototype.getContext).toBe(original);
});

test('a view mounted twice by StrictMode has one canvas, and makes it anew when its context is lost', async () => {
  const image = { status: 'ready', value: ball(), isStale: false, retry: () => {} } as const;
  root = createRoot(host);
  root.render(
    <StrictMode>
      <VolumePane
        name="View3D"
        emptyText=""
        image={image}
        surfaces={[]}
        camera={initialCamera}
        onCamera={() => {}}
        params={{}}
        onParams={() => {}}
        onEnd={() => {}}
      />
    </StrictMode>,
  );
  const isReady = () => host.querySelector('[data-status=ready]') !== null;
  await vi.waitUntil(isReady, { timeout: 10_000 });
  const [first, ...others] = host.querySelectorAll('canvas');
  expect(others).toHaveLength(0);
  first.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext();
  const isAnew = () => ![null, first].includes(host.querySelector('canvas'));
  await vi.waitUntil(() => isAnew() && isReady(), { timeout: 10_000 });
  expect(host.querySelectorAll('canvas')).toHaveLength(1);
});

test('what was shown before is deleted from the graphics card', async () => {
  const scene = await openSceneIn(host);
  let textures = 0;
  const { createTexture, deleteTexture } = WebGL2RenderingContext.prototype;
  WebGL2RenderingContext.prototype.createTexture = function () {
    textures++;
    return createTexture.call(this);
  };
  WebGL2RenderingContext.prototype.deleteTexture = function (texture) {
    textures--;
    deleteTexture.call(this, texture);
  };
  const show = async () => {
    const mask = { volume: ball(), colour: [1, 0, 0], opacity: 1 } as const;
    const surfaces = [{ mesh: square(0, 20), colour: [1, 1, 1], opacity: 1 }] as const;
    // Two at once: the first comes to nothing.
    await Promise.all([
      scene.show(content({ volume: ball() })),
      scene.show(content({ volume: ball(), mask, surfaces })),
    ]);
    scene.picture(size, size, false);
  };
  await show();
  const first = textures;
  for (let k = 0; k < 12; k++) await show();
  expect(textures).toBe(first);
  scene.dispose();
  // All of these, and the ray caster's two and the cube's one, which were there before they were counted.
  expect(textures).toBe(-3);
  WebGL2RenderingContext.prototype.createTexture = createTexture;
  WebGL2RenderingContext.prototype.deleteTexture = deleteTexture;
});

test('of five views four draw, the other is a still picture until it gets the focus', async () => {
  const image = { status: 'ready', value: ball(), isStale: false, retry: () => {} } as const;
  root = createRoot(host);
  host.style.height = '900px';
  const pane = (name: string) => (
    <div key={name} style={{ height: 160 }}>
      <VolumePane
        name={name}
        emptyText=""
        image={image}
        surfaces={[]}
        camera={initialCamera}
        onCamera={() => {}}
        params={{}}
        onParams={() => {}}
        onEnd={() => {}}
      />
    </div>
  );
  const names = ['A', 'B', 'C', 'D', 'E'];
  for (let count = 1; count <= names.length; count++) {
    root.render(names.slice(0, count).map(pane));
    await vi.waitUntil(() => host.querySelector(`[aria-label="${names[count - 1]}: volume"][data-status=ready]`), {
      timeout: 20_000,
    });
  }
  const stills = () =>
    [...host.querySelectorAll('[data-still]')].map((still) => still.closest('section')?.getAttribute('aria-label'));
  expect(host.querySelectorAll('canvas')).toHaveLength(4);
  expect(stills()).toEqual(['A: volume']);
  expect(host.querySelector<HTMLElement>('[data-still]')?.style.backgroundImage).toMatch(/^url\("data:image/);
  host.querySelector<HTMLElement>('[aria-label="A: volume"] .viewer-scene')?.focus();
  await vi.waitUntil(() => host.querySelector('[aria-label="A: volume"][data-status=ready]'), { timeout: 20_000 });
  expect(host.querySelectorAll('canvas')).toHaveLength(4);
  expect(stills()).toEqual(['B: volume']);
}, 60_000);
