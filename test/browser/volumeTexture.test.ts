import { expect, test } from 'vitest';
import { uploadVolume } from '#src/app/viewers/volumeTexture.ts';
import type { Volume } from '#src/image/volume.ts';

/** Voxels that take several pieces. */
const size = [128, 128, 160] as const;
const volume: Volume = {
  size,
  affine: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1],
  voxels: Int16Array.from({ length: 128 * 128 * 160 }, (_, n) => (n % 1000) - 200),
};

function context() {
  const gl = document.createElement('canvas').getContext('webgl2');
  if (!gl) throw new Error('There is no WebGL2');
  return gl;
}

test('the values of a large image are looked through in pieces, between which the page answers', async () => {
  const gl = context();
  let textures = 0;
  const create = gl.createTexture.bind(gl);
  gl.createTexture = () => {
    textures++;
    return create();
  };
  const controller = new AbortController();
  const upload = uploadVolume(gl, volume, controller.signal);
  // What holds the page comes to the texture before anybody can say that it is not wanted any more.
  controller.abort();
  expect(await upload).toBeUndefined();
  expect(textures).toBe(0);
  const whole = await uploadVolume(gl, volume, new AbortController().signal);
  expect(whole).toMatchObject({ min: -200, max: 799 });
  expect(textures).toBe(1);
});

test('an upload ends where the context is lost', async () => {
  const gl = context();
  const upload = uploadVolume(gl, volume, new AbortController().signal);
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  await upload;
  expect(gl.isContextLost()).toBe(true);
});
