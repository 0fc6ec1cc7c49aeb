import { invert, spacingOf } from '#src/image/affine.ts';
import type { Affine, Grid } from '#src/image/volume.ts';
import type { Plane } from './clipPlanes.ts';
import { linkProgram } from './linkProgram.ts';
import type { Colour, TransferTable } from './transferFunction.ts';
import { tableLength } from './transferFunction.ts';
import { multiplied, type Projection, textureToWorld } from './volumeProjection.ts';
import { maxPlanes, rayFragmentShader, rayVertexShader } from './volumeShader.ts';
import type { VolumeTexture } from './volumeTexture.ts';

/** An image on the graphics card and where it lies. */
export interface PlacedTexture extends VolumeTexture {
  readonly grid: Grid;
}

/** All that a picture of a volume is made of. */
export interface RayPicture {
  readonly volume: PlacedTexture;
  readonly table: TransferTable;
  /** Shows the greatest value along each ray in place of colours through colours. */
  readonly isMaximum: boolean;
  readonly isShaded: boolean;
  readonly mask?: { readonly placed: PlacedTexture; readonly colour: Colour; readonly opacity: number };
  /** Two opposite corners of what is shown, in texture coordinates. */
  readonly box: readonly [low: readonly number[], high: readonly number[]];
  readonly planes: readonly Plane[];
  /** Steps along a ray, in parts of the least spacing. */
  readonly step: number;
}

/** Draws volumes into the framebuffer that is bound. */
export interface VolumeRays {
  /** `surfaceDepth` is the depth of surfaces that hide what lies behind them. */
  draw(picture: RayPicture, projection: Projection, surfaceDepth: WebGLTexture | undefined): void;
  dispose(): void;
}

/** Units of their own, so that what others have bound stays where it is. */
const units = { volume: 11, table: 12, mask: 13, surfaceDepth: 14 };

/** Compiles the program. Throws when the driver refuses it. */
export function volumeRays(gl: WebGL2RenderingContext): VolumeRays {
  const program = linkProgram(gl, rayVertexShader, rayFragmentShader);
  const place = (name: string) => gl.getUniformLocation(program, name);
  const table = tableTexture(gl);
  const empty = emptyTexture(gl);
  const noVertices = gl.createVertexArray();
  let shownTable: TransferTable | undefined;
  const matrix = (name: string, rows: Affine) => gl.uniformMatrix4fv(place(name), true, rows);

  return {
    draw(picture, projection, surfaceDepth) {
      const { volume, mask, box, planes } = picture;
      // biome-ignore lint/correctness/useHookAtTopLevel: a call of WebGL, no hook
      gl.useProgram(program);
      for (const [name, unit] of Object.entries(units)) gl.uniform1i(place(name), unit);
      bind(gl, units.volume, gl.TEXTURE_3D, volume.texture);
      bind(gl, units.mask, gl.TEXTURE_3D, mask?.placed.texture ?? empty);
      bind(gl, units.table, gl.TEXTURE_2D, table);
      bind(gl, units.surfaceDepth, gl.TEXTURE_2D, surfaceDepth ?? table);
      if (shownTable !== picture.table) {
        shownTable = picture.table;
        gl.activeTexture(gl.TEXTURE0 + units.table);
        gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, false);
        const { bytes } = picture.table;
        gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, tableLength, 1, gl.RGBA, gl.UNSIGNED_BYTE, bytes);
      }
      const toWorld = textureToWorld(volume.grid);
      const toTexture = invert(toWorld);
      matrix('clipToTexture', multiplied(toTexture, invert(projection.clip)));
      gradient(gl, place('gradientToView'), projection, volume.grid);
      gl.uniform3fv(place('voxel'), reciprocals(volume.grid));
      if (mask) {
        matrix('textureToMask', multiplied(invert(textureToWorld(mask.placed.grid)), toWorld));
        gradient(gl, place('maskGradientToView'), projection, mask.placed.grid);
        gl.uniform3fv(place('maskVoxel'), reciprocals(mask.placed.grid));
        gl.uniform4fv(place('maskColour'), [...mask.colour, mask.opacity]);
      }
      gl.uniform1i(place('hasMask'), mask && mask.opacity > 0 ? 1 : 0);
      gl.uniform2fv(place('tableScale'), tableScale(volume, picture.table));
      gl.uniform3fv(place('boxLow'), box[0]);
      gl.uniform3fv(place('boxHigh'), box[1]);
      gl.uniform4fv(place('planes'), texturePlanes(planes, toWorld));
      const spacing = spacingOf(volume.grid.affine);
      gl.uniform1f(place('depthMm'), projection.depth);
      gl.uniform1f(place('stepMm'), Math.max(projection.depth / 4096, Math.min(...spacing)) * picture.step);
      gl.uniform1f(place('unitMm'), Math.cbrt(spacing[0] * spacing[1] * spacing[2]));
      gl.uniform1i(place('isMaximum'), picture.isMaximum ? 1 : 0);
      gl.uniform1i(place('isShaded'), picture.isShaded ? 1 : 0);
      gl.uniform1i(place('hasSurfaces'), surfaceDepth ? 1 : 0);
      gl.enable(gl.BLEND);
      gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
      gl.enable(gl.DEPTH_TEST);
      gl.depthFunc(gl.ALWAYS);
      gl.depthMask(true);
      gl.disable(gl.CULL_FACE);
      gl.bindVertexArray(noVertices);
      gl.drawArrays(gl.TRIANGLES, 0, 3);
      gl.bindVertexArray(null);
      gl.blendFunc(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA);
    },
    dispose() {
      gl.deleteProgram(program);
      gl.deleteTexture(table);
      gl.deleteTexture(empty);
      gl.deleteVertexArray(noVertices);
    },
  };
}

/** Texture value -> place in the table, as factor and offset. */
function tableScale({ min, max }: VolumeTexture, table: TransferTable): readonly [number, number] {
  const span = table.max - table.min || 1;
  return [(max - min) / span, (min - table.min) / span];
}

/** Planes of the world in texture coordinates; unused ones keep everything. */
function texturePlanes(planes: readonly Plane[], toWorld: Affine): Float32Array {
  const numbers = new Float32Array(4 * maxPlanes);
  for (let n = 0; n < maxPlanes; n++) {
    const plane = planes[n];
    // Normals along a way of 1: with an empty normal the shader would ask the sign of the offset alone.
    if (!plane) numbers.set([0, 0, 0, 1], 4 * n);
    else
      for (let c = 0; c < 4; c++) {
        numbers[4 * n + c] =
          plane[0] * toWorld[c] + plane[1] * toWorld[4 + c] + plane[2] * toWorld[8 + c] + (c === 3 ? plane[3] : 0);
      }
  }
  return numbers;
}

/** A gradient by texture coordinates stands across surfaces by the inverse transposed affine. */
function gradient(gl: WebGL2RenderingContext, at: WebGLUniformLocation | null, { view }: Projection, grid: Grid): void {
  const m = invert(grid.affine);
  const rows: number[] = [];
  for (let r = 0; r < 3; r++) {
    for (let c = 0; c < 3; c++) {
      // View rows times the transposed inverse: both are rotations but for the scale of voxels.
      rows.push(view[4 * r] * m[4 * c] + view[4 * r + 1] * m[4 * c + 1] + view[4 * r + 2] * m[4 * c + 2]);
    }
  }
  gl.uniformMatrix3fv(at, true, rows);
}

function reciprocals({ size }: Grid): readonly number[] {
  return size.map((n) => 1 / n);
}

function bind(gl: WebGL2RenderingContext, unit: number, target: number, texture: WebGLTexture): void {
  gl.activeTexture(gl.TEXTURE0 + unit);
  gl.bindTexture(target, texture);
}

function tableTexture(gl: WebGL2RenderingContext): WebGLTexture {
  const texture = gl.createTexture();
  bind(gl, units.table, gl.TEXTURE_2D, texture);
  gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, tableLength, 1);
  for (const name of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, name, gl.CLAMP_TO_EDGE);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.LINEAR);
  return texture;
}

/** What a sampler without an image reads; a program may not be drawn with a sampler that has none. */
function emptyTexture(gl: WebGL2RenderingContext): WebGLTexture {
  const texture = gl.createTexture();
  bind(gl, units.mask, gl.TEXTURE_3D, texture);
  gl.texStorage3D(gl.TEXTURE_3D, 1, gl.R8, 1, 1, 1);
  return texture;
}
