import { Niivue, NVMesh } from '@niivue/niivue';
import type { Affine } from '#src/image/volume.ts';
import type { Camera } from './volumeCamera.ts';
import type { Projection } from './volumeProjection.ts';
import type { Surface } from './volumeScene.ts';

/** What NiiVue does in a 3D view. */
export interface NiivueScene {
  readonly gl: WebGL2RenderingContext;
  setSurfaces(surfaces: readonly Surface[]): void;
  /** Draws the surfaces that are opaque, or those that are not, into the framebuffer that is bound. */
  drawSurfaces(projection: Projection, areOpaque: boolean): void;
  /** Draws the cube that tells the directions of the patient. */
  drawCube(camera: Camera): void;
  /** A colour table, 256 colours as RGBA bytes. */
  colourTable(name: string): Uint8ClampedArray;
  dispose(): void;
}

/**
 * NiiVue on a canvas that has a WebGL2 context. It draws surfaces and the cube of directions and knows colour tables; images are
 * drawn by volumeRays.ts, because NiiVue takes eight bytes a voxel, rebuilds them with every new window or colour, cuts off what
 * is near in an enlarged picture, and has no maximum projection.
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
  let shown: { readonly surface: Surface; readonly mesh: NVMesh }[] = [];

  return {
    gl,
    setSurfaces(surfaces) {
      const before = shown;
      shown = surfaces.map((surface) => {
        const old = before.find((each) => each.surface.mesh === surface.mesh);
        const mesh = old?.mesh ?? meshOf(gl, surface);
        if (old && String(old.surface.colour) !== String(surface.colour))
          mesh.setProperty('rgba255', bytesOf(surface), gl);
        mesh.opacity = surface.opacity;
        return { surface, mesh };
      });
      for (const { mesh } of before) if (!shown.some((each) => each.mesh === mesh)) mesh.unloadMesh(gl);
    },
    drawSurfaces({ clip, view }, areOpaque) {
      niivue.meshes = shown.flatMap(({ surface, mesh }) => (surface.opacity >= 1 === areOpaque ? mesh : []));
      niivue.drawMesh3D(true, 1, columns(clip), columns(view), columns(turnOnly(view)));
    },
    drawCube({ azimuth, elevation }) {
      niivue.drawOrientationCube([0, 0, gl.canvas.width, gl.canvas.height], azimuth, elevation);
    },
    colourTable: (name) => niivue.colormap(name, false),
    dispose() {
      for (const { mesh } of shown) mesh.unloadMesh(gl);
      niivue.meshes = [];
      niivue.cleanup();
    },
  };
}

function meshOf(gl: WebGL2RenderingContext, surface: Surface): NVMesh {
  const { positions, triangles } = surface.mesh;
  const mesh = new NVMesh(positions, triangles, 'surface', bytesOf(surface), surface.opacity, true, gl);
  mesh.updateMesh(gl);
  return mesh;
}

function bytesOf({ colour }: Surface): Uint8Array {
  return new Uint8Array([...colour.map((part) => Math.round(255 * part)), 255]);
}

/** The view without its shift: NiiVue multiplies normals as if they were positions. */
function turnOnly(view: Affine): Affine {
  return view.map((value, n) => (n % 4 === 3 && n < 12 ? 0 : value));
}

/** A row-major matrix as NiiVue has them, column by column. */
function columns(rows: Affine): Float32Array {
  return Float32Array.from({ length: 16 }, (_, n) => rows[4 * (n % 4) + Math.floor(n / 4)]);
}
