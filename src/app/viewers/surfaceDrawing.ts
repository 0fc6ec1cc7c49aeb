import type { Mesh } from '#src/graph/ports.ts';
import type { Plane } from './clipPlanes.ts';
import { linkProgram } from './linkProgram.ts';
import { dropMesh, type LoadedMesh, loadMesh } from './loadMesh.ts';
import { maxSurfacePlanes, surfaceFragmentShader, surfaceVertexShader } from './surfaceShader.ts';
import type { Projection } from './volumeProjection.ts';
import type { Surface } from './volumeScene.ts';

/** Draws surfaces into the framebuffer that is bound. */
export interface SurfaceDrawing {
  /** Whether the meshes of all these surfaces are on the graphics card. */
  has(surfaces: readonly Surface[]): boolean;
  /** Brings those that are not there onto the graphics card, in pieces; false when the signal was given meanwhile. */
  load(surfaces: readonly Surface[], signal: AbortSignal): Promise<boolean>;
  /** Shows surfaces whose meshes are there; all others are let go of. */
  set(surfaces: readonly Surface[]): void;
  /** Draws those that are opaque, or those that are not; what lies behind one of the planes is left out. */
  draw(projection: Projection, planes: readonly Plane[], areOpaque: boolean): void;
  dispose(): void;
}

/** Compiles the program. Throws when the driver refuses it. */
export function surfaceDrawing(gl: WebGL2RenderingContext): SurfaceDrawing {
  const program = linkProgram(gl, surfaceVertexShader, surfaceFragmentShader);
  const place = (name: string) => gl.getUniformLocation(program, name);
  const there = new Map<Mesh, LoadedMesh>();
  let shown: readonly { readonly surface: Surface; readonly loaded: LoadedMesh }[] = [];

  const has = (surfaces: readonly Surface[]) => surfaces.every(({ mesh }) => there.has(mesh));
  const dropAllBut = (kept: ReadonlySet<Mesh>) => {
    for (const [mesh, loaded] of there) {
      if (kept.has(mesh)) continue;
      there.delete(mesh);
      dropMesh(gl, loaded);
    }
  };
  const paint = ({ surface, loaded }: (typeof shown)[number]) => {
    gl.uniform4fv(place('paint'), [...surface.colour, surface.opacity]);
    gl.bindVertexArray(loaded.vertices);
    gl.drawElements(gl.TRIANGLES, loaded.count, gl.UNSIGNED_INT, 0);
  };

  return {
    has,
    async load(surfaces, signal) {
      for (const { mesh } of surfaces) {
        if (there.has(mesh)) continue;
        const loaded = await loadMesh(gl, mesh, signal);
        if (!loaded) return false;
        there.set(mesh, loaded);
      }
      return !signal.aborted;
    },
    set(surfaces) {
      shown = surfaces.flatMap((surface) => {
        const loaded = there.get(surface.mesh);
        return loaded ? [{ surface, loaded }] : [];
      });
      dropAllBut(new Set(surfaces.map(({ mesh }) => mesh)));
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
      shown = [];
      dropAllBut(new Set());
      gl.deleteProgram(program);
    },
  };
}

/** Unused planes keep everything. */
function planeNumbers(planes: readonly Plane[]): Float32Array {
  const numbers = new Float32Array(4 * maxSurfacePlanes);
  for (let n = 0; n < maxSurfacePlanes; n++) numbers.set(planes[n] ?? [0, 0, 0, 1], 4 * n);
  return numbers;
}
