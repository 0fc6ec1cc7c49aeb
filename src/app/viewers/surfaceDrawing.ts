import type { Mesh } from '#src/graph/ports.ts';
import type { Plane } from './clipPlanes.ts';
import { linkProgram } from './linkProgram.ts';
import { maxSurfacePlanes, surfaceFragmentShader, surfaceVertexShader } from './surfaceShader.ts';
import { vertexNormals } from './vertexNormals.ts';
import type { Projection } from './volumeProjection.ts';
import { positionsExtent } from './volumeProjection.ts';
import type { Surface } from './volumeScene.ts';

/** Draws surfaces into the framebuffer that is bound. */
export interface SurfaceDrawing {
  /** Brings surfaces onto the graphics card; those that are there stay, others are let go of. */
  set(surfaces: readonly Surface[]): void;
  /** Draws those that are opaque, or those that are not; what lies behind one of the planes is left out. */
  draw(projection: Projection, planes: readonly Plane[], areOpaque: boolean): void;
  dispose(): void;
}

interface Loaded {
  readonly mesh: Mesh;
  readonly vertices: WebGLVertexArrayObject;
  readonly buffers: readonly WebGLBuffer[];
  /** How large it is, mm. */
  readonly reach: number;
}

/** Compiles the program. Throws when the driver refuses it. */
export function surfaceDrawing(gl: WebGL2RenderingContext): SurfaceDrawing {
  const program = linkProgram(gl, surfaceVertexShader, surfaceFragmentShader);
  const place = (name: string) => gl.getUniformLocation(program, name);
  let shown: readonly { readonly surface: Surface; readonly loaded: Loaded }[] = [];

  const drop = ({ vertices, buffers }: Loaded) => {
    gl.deleteVertexArray(vertices);
    for (const buffer of buffers) gl.deleteBuffer(buffer);
  };
  const paint = ({ surface, loaded }: (typeof shown)[number]) => {
    gl.uniform4fv(place('paint'), [...surface.colour, surface.opacity]);
    gl.bindVertexArray(loaded.vertices);
    gl.drawElements(gl.TRIANGLES, loaded.mesh.triangles.length, gl.UNSIGNED_INT, 0);
  };

  return {
    set(surfaces) {
      const before = new Map(shown.map(({ loaded }) => [loaded.mesh, loaded]));
      shown = surfaces.map((surface) => {
        const known = before.get(surface.mesh) ?? load(gl, surface.mesh);
        before.delete(surface.mesh);
        return { surface, loaded: known };
      });
      for (const loaded of before.values()) drop(loaded);
    },
    draw({ clip, view }, planes, areOpaque) {
      const drawn = shown.filter(({ surface }) => surface.opacity > 0 && surface.opacity >= 1 === areOpaque);
      if (drawn.length === 0) return;
      // biome-ignore lint/correctness/useHookAtTopLevel: a call of WebGL, no hook
      gl.useProgram(program);
      gl.uniformMatrix4fv(place('clip'), true, clip);
      gl.uniformMatrix3fv(place('toView'), true, [...view.slice(0, 3), ...view.slice(4, 7), ...view.slice(8, 11)]);
      gl.uniform4fv(place('planes'), planeNumbers(planes));
      gl.enable(gl.DEPTH_TEST);
      gl.depthFunc(gl.LEQUAL);
      gl.depthMask(areOpaque);
      if (areOpaque) {
        gl.disable(gl.BLEND);
        gl.disable(gl.CULL_FACE);
        for (const each of drawn) paint(each);
        gl.enable(gl.BLEND);
      } else {
        gl.enable(gl.BLEND);
        gl.blendFunc(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA);
        gl.enable(gl.CULL_FACE);
        // From the back to the front, as far as one lies within another: first insides from the largest, then outsides from the smallest.
        const bySize = [...drawn].sort((a, b) => b.loaded.reach - a.loaded.reach);
        gl.cullFace(gl.FRONT);
        for (const each of bySize) paint(each);
        gl.cullFace(gl.BACK);
        for (const each of bySize.reverse()) paint(each);
        gl.disable(gl.CULL_FACE);
      }
      gl.depthMask(true);
      gl.bindVertexArray(null);
    },
    dispose() {
      for (const { loaded } of shown) drop(loaded);
      shown = [];
      gl.deleteProgram(program);
    },
  };
}

function load(gl: WebGL2RenderingContext, mesh: Mesh): Loaded {
  const vertices = gl.createVertexArray();
  gl.bindVertexArray(vertices);
  const filled = (target: number, data: Float32Array | Int8Array | Uint32Array) => {
    const buffer = gl.createBuffer();
    gl.bindBuffer(target, buffer);
    gl.bufferData(target, data, gl.STATIC_DRAW);
    return buffer;
  };
  const positions = filled(gl.ARRAY_BUFFER, mesh.positions);
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 3, gl.FLOAT, false, 0, 0);
  const normals = filled(gl.ARRAY_BUFFER, vertexNormals(mesh));
  gl.enableVertexAttribArray(1);
  gl.vertexAttribPointer(1, 3, gl.BYTE, true, 4, 0);
  const triangles = filled(gl.ELEMENT_ARRAY_BUFFER, mesh.triangles);
  gl.bindVertexArray(null);
  const { min, max } = positionsExtent(mesh.positions) ?? { min: [0, 0, 0], max: [0, 0, 0] };
  const reach = Math.hypot(max[0] - min[0], max[1] - min[1], max[2] - min[2]);
  return { mesh, vertices, buffers: [positions, normals, triangles], reach };
}

/** Unused planes keep everything. */
function planeNumbers(planes: readonly Plane[]): Float32Array {
  const numbers = new Float32Array(4 * maxSurfacePlanes);
  for (let n = 0; n < maxSurfacePlanes; n++) numbers.set(planes[n] ?? [0, 0, 0, 1], 4 * n);
  return numbers;
}
