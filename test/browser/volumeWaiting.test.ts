import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadMesh } from '#src/app/viewers/loadMesh.ts';
import type { Mesh } from '#src/graph/ports.ts';
import { ball, content, createHost, front, openSceneIn, square } from './volumeStage.ts';

const { drawArrays, blitFramebuffer } = WebGL2RenderingContext.prototype;
let host: HTMLElement;
beforeEach(() => {
  host = createHost();
});
afterEach(() => {
  Object.assign(WebGL2RenderingContext.prototype, { drawArrays, blitFramebuffer });
  host.remove();
});

/** A list, to be filled, of where rays are drawn, and of what comes between: copies to the canvas, and pictures of the browser. */
function watchDrawing(): string[] {
  const seen: string[] = [];
  Object.assign(WebGL2RenderingContext.prototype, {
    drawArrays(this: WebGL2RenderingContext, mode: number, first: number, count: number) {
      if (count === 3) seen.push(this.getParameter(this.FRAMEBUFFER_BINDING) ? 'drawn behind' : 'drawn on the canvas');
      drawArrays.call(this, mode, first, count);
    },
    blitFramebuffer(this: WebGL2RenderingContext, ...numbers: Parameters<typeof blitFramebuffer>) {
      seen.push('copied');
      blitFramebuffer.apply(this, numbers);
    },
  });
  const count = () => {
    if (seen.at(-1) !== 'taken') seen.push('taken');
    if (host.isConnected) requestAnimationFrame(count);
  };
  requestAnimationFrame(count);
  return seen;
}

test('a picture is drawn behind, and the next one when the browser has taken it, so that the page never waits for the card', async () => {
  const scene = await openSceneIn(host);
  await scene.show(content({ volume: ball() }));
  const seen = watchDrawing();
  for (let n = 0; n < 8; n++) {
    scene.setCamera({ ...front, azimuth: 10 * n });
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await new Promise((resolve) => setTimeout(resolve, 500));
  const still = scene.still();
  const { data } = still.getContext('2d')?.getImageData(0, 0, still.width, still.height) ?? { data: [] };
  scene.dispose();
  const events = seen.slice(0, seen.lastIndexOf('copied')).filter((each) => each !== 'taken');
  expect(events.length).toBeGreaterThan(2);
  expect(new Set(events)).toEqual(new Set(['drawn behind', 'copied']));
  for (const [n, each] of seen.entries()) {
    if (each === 'drawn behind')
      expect(seen.slice(0, n).findLast((one) => one !== 'drawn behind') ?? 'taken').toBe('taken');
  }
  expect(Math.max(...data.filter((_, n) => n % 4 === 0))).toBe(255);
});

test('what is shown last stays, though a mesh of a content before it comes later', async () => {
  const scene = await openSceneIn(host);
  const first = { mesh: square(0, 0), colour: [1, 0, 0], opacity: 1 } as const;
  const second = { mesh: square(0, 0), colour: [0, 1, 0], opacity: 1 } as const;
  await scene.show(content({ surfaces: [first] }));
  const late = scene.show(content({ surfaces: [second] }));
  expect(await scene.show(content({ surfaces: [first] }))).toBe(true);
  expect(await late).toBe(false);
  const { data } = scene.picture(50, 50, false).getContext('2d')?.getImageData(25, 25, 1, 1) ?? { data: [] };
  scene.dispose();
  expect(data[0]).toBeGreaterThan(2 * data[1]);
});

/** A band of triangles that takes several pieces of an upload. */
function band(vertices: number): Mesh {
  const positions = new Float32Array(3 * vertices);
  for (let n = 0; n < vertices; n++) positions.set([n >> 1, 0, n & 1], 3 * n);
  const triangles = new Uint32Array(3 * (vertices - 2));
  for (let n = 0; n < vertices - 2; n++) triangles.set(n % 2 === 0 ? [n, n + 1, n + 2] : [n, n + 2, n + 1], 3 * n);
  return { positions, triangles };
}

function context() {
  const gl = document.createElement('canvas').getContext('webgl2');
  if (!gl) throw new Error('There is no WebGL2');
  return gl;
}

test('a large mesh goes to the card in pieces of two mebibytes, and arrives whole', async () => {
  const gl = context();
  const sizes: number[] = [];
  const put = gl.bufferSubData.bind(gl) as (target: number, at: number, data: ArrayBufferView) => void;
  gl.bufferSubData = ((target: number, at: number, data: ArrayBufferView) => {
    sizes.push(data.byteLength);
    put(target, at, data);
  }) as typeof gl.bufferSubData;
  const mesh = band(400_000);
  const loaded = await loadMesh(gl, mesh, new AbortController().signal);
  expect(Math.max(...sizes)).toBe(2 ** 21);
  expect(sizes.length).toBeGreaterThan(6);
  const there = new Uint32Array(mesh.triangles.length);
  gl.bindBuffer(gl.COPY_READ_BUFFER, loaded?.buffers[2] ?? null);
  gl.getBufferSubData(gl.COPY_READ_BUFFER, 0, there);
  expect(there.every((each, n) => each === mesh.triangles[n])).toBe(true);
  expect(loaded?.count).toBe(mesh.triangles.length);
  expect(gl.getError()).toBe(gl.NO_ERROR);
});

test('a mesh that is not wanted any more is given up between two pieces, and its memory given back', async () => {
  const gl = context();
  let buffers = 0;
  const controller = new AbortController();
  const [create, remove] = [gl.createBuffer.bind(gl), gl.deleteBuffer.bind(gl)];
  gl.createBuffer = () => {
    buffers++;
    controller.abort();
    return create();
  };
  gl.deleteBuffer = (buffer) => {
    buffers--;
    remove(buffer);
  };
  expect(await loadMesh(gl, band(400_000), controller.signal)).toBeUndefined();
  expect(buffers).toBe(0);
});
