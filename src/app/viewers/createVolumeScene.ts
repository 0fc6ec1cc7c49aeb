import { volumeTexts } from '#src/app/texts/volume.ts';
import type { Volume } from '#src/image/volume.ts';
import { contentExtent, noExtent } from './contentExtent.ts';
import { attachNiivue, type NiivueScene } from './niivue.ts';
import { surfaceDrawing } from './surfaceDrawing.ts';
import { surfacePass } from './surfacePass.ts';
import { textureBox } from './textureBox.ts';
import { bakeTransfer, type ColourPoint, type TransferTable } from './transferFunction.ts';
import { type Camera, initialCamera } from './volumeCamera.ts';
import { type Extent, projectionOf } from './volumeProjection.ts';
import { type PlacedTexture, volumeRays } from './volumeRays.ts';
import type { SceneContent, VolumeLook, VolumeScene } from './volumeScene.ts';
import { uploadVolume } from './volumeTexture.ts';

/** A picture that takes longer is drawn coarser while the hand moves. */
const slowMilliseconds = 40;
/** After this rest a coarse picture is drawn again, fine. */
const restMilliseconds = 180;

/** Why there is no 3D, and what to do. */
const noWebGl = volumeTexts.scene.noWebgl;

/**
 * A 3D scene in an element of its own, which it fills. Rejects with a sentence when there is no WebGL2. `onLost` is called when
 * the browser takes the graphics context away; the scene is then of no more use and wants to be disposed and made anew.
 */
export async function createVolumeScene(host: HTMLElement, onLost: () => void): Promise<VolumeScene> {
  const canvas = document.createElement('canvas');
  const gl = canvas.getContext('webgl2', { alpha: true, antialias: false });
  if (!gl) throw new Error(noWebGl);
  canvas.className = 'viewer-scene-canvas';
  host.append(canvas);
  const lost = (event: Event) => {
    event.preventDefault();
    onLost();
  };
  canvas.addEventListener('webglcontextlost', lost);
  const giveBack = () => {
    canvas.removeEventListener('webglcontextlost', lost);
    // Browsers keep about 16 contexts and take the oldest away; this one is given back at once, with all that it holds.
    gl.getExtension('WEBGL_lose_context')?.loseContext();
    canvas.remove();
  };
  try {
    return sceneOn(canvas, await attachNiivue(canvas), giveBack);
  } catch (error) {
    giveBack();
    throw error;
  }
}

interface Loaded {
  readonly source: Volume;
  readonly placed: PlacedTexture;
}

function sceneOn(canvas: HTMLCanvasElement, niivue: NiivueScene, giveBack: () => void): VolumeScene {
  const { gl } = niivue;
  const rays = volumeRays(gl);
  const drawing = surfaceDrawing(gl);
  const pass = surfacePass(gl);
  let content: SceneContent | undefined;
  let extent: Extent = noExtent;
  let table: { readonly look: VolumeLook; readonly table: TransferTable } | undefined;
  let image: Loaded | undefined;
  let mask: Loaded | undefined;
  let uploads = new AbortController();
  let camera: Camera = initialCamera;
  let size: readonly [width: number, height: number] = [300, 300];
  let frame = 0;
  let rest: ReturnType<typeof setTimeout> | undefined;
  let isCoarse = false;
  let lastFine = 0;

  const load = async (
    now: Loaded | undefined,
    wanted: Volume | undefined,
    isMask: boolean,
  ): Promise<Loaded | undefined | false> => {
    if (!wanted || now?.source === wanted) return wanted && now;
    const texture = await uploadVolume(gl, wanted, uploads.signal, isMask);
    return texture ? { source: wanted, placed: { ...texture, grid: wanted } } : false;
  };
  const replace = (before: Loaded | undefined, after: Loaded | undefined) => {
    if (before && before !== after) gl.deleteTexture(before.placed.texture);
    return after;
  };

  const fitCanvas = (width: number, height: number) => {
    // Setting the size of a canvas clears it, so it happens in the frame that paints it again.
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
  };

  const draw = (width: number, height: number, step: number, hasCube: boolean) => {
    if (!content) return;
    fitCanvas(width, height);
    const { look, background, surfaces, planes, surfacePlanes, box } = content;
    const projection = projectionOf(camera, extent, width / height);
    if (table?.look !== look) table = { look, table: bakeTransfer(withColourMap(look, niivue)) };
    const hasSolid = surfaces.some(({ opacity }) => opacity >= 1);
    let depth: WebGLTexture | undefined;
    if (image && hasSolid) {
      pass.begin(width, height, background);
      drawing.draw(projection, surfacePlanes, true);
      depth = pass.end();
    }
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    gl.viewport(0, 0, width, height);
    gl.depthMask(true);
    gl.clearColor(background[0], background[1], background[2], 1);
    gl.clearDepth(1);
    gl.clear(depth ? gl.DEPTH_BUFFER_BIT : gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
    if (image) {
      rays.draw(
        {
          volume: image.placed,
          table: table.table,
          isMaximum: look.isMaximum,
          isShaded: look.isShaded,
          mask: mask && content.mask && { placed: mask.placed, ...content.mask },
          box: textureBox(box, image.placed.grid),
          planes,
          step,
        },
        projection,
        depth,
      );
    } else drawing.draw(projection, surfacePlanes, true);
    drawing.draw(projection, surfacePlanes, false);
    if (hasCube) niivue.drawCube(camera);
    gl.finish();
  };

  const drawNow = () => {
    frame = 0;
    if (gl.isContextLost()) return;
    const start = performance.now();
    const part = isCoarse ? 0.5 : 1;
    const [width, height] = size.map((pixels) => Math.max(1, Math.round(pixels * part)));
    draw(width, height, isCoarse ? 2 : 1, content?.hasCube ?? false);
    if (!isCoarse) lastFine = performance.now() - start;
  };
  const drawSoon = () => {
    if (frame === 0) frame = requestAnimationFrame(drawNow);
  };
  /** While it goes on, pictures are coarse where fine ones are slow. */
  const moved = () => {
    isCoarse = lastFine > slowMilliseconds;
    clearTimeout(rest);
    if (isCoarse) {
      rest = setTimeout(() => {
        isCoarse = false;
        drawSoon();
      }, restMilliseconds);
    }
    drawSoon();
  };

  return {
    async show(next) {
      const isNewImage = next.volume !== image?.source || next.mask?.volume !== mask?.source;
      if (isNewImage) {
        uploads.abort();
        uploads = new AbortController();
        const { signal } = uploads;
        const loaded = await load(image, next.volume, false);
        if (loaded === false) return false;
        const loadedMask = await load(mask, next.mask?.volume, true);
        if (loadedMask === false || signal.aborted) {
          if (loaded && loaded !== image) gl.deleteTexture(loaded.placed.texture);
          return false;
        }
        image = replace(image, loaded);
        mask = replace(mask, loadedMask);
      }
      const isLookOnly = content !== undefined && !isNewImage;
      content = next;
      extent = contentExtent(next);
      drawing.set(next.surfaces);
      if (isLookOnly) moved();
      else drawNow();
      return true;
    },
    setCamera(next) {
      if (next === camera) return;
      camera = next;
      moved();
    },
    resize(width, height) {
      size = [width, height];
      drawSoon();
    },
    size: () => size,
    still() {
      draw(size[0], size[1], 2, content?.hasCube ?? false);
      return copyOf(canvas);
    },
    picture(width, height, hasCube) {
      draw(width, height, 0.7, hasCube);
      if (gl.drawingBufferWidth !== width || gl.drawingBufferHeight !== height) {
        drawNow();
        throw new Error(volumeTexts.scene.pictureTooLarge(width, height, gl.getParameter(gl.MAX_RENDERBUFFER_SIZE)));
      }
      const copy = copyOf(canvas);
      drawNow();
      return copy;
    },
    dispose() {
      uploads.abort();
      cancelAnimationFrame(frame);
      clearTimeout(rest);
      replace(image, undefined);
      replace(mask, undefined);
      rays.dispose();
      drawing.dispose();
      pass.dispose();
      niivue.dispose();
      giveBack();
    },
  };
}

/** What is drawn is only there until the browser has shown it, so it is copied in the same task. */
function copyOf(canvas: HTMLCanvasElement): HTMLCanvasElement {
  const copy = document.createElement('canvas');
  copy.width = canvas.width;
  copy.height = canvas.height;
  copy.getContext('2d')?.drawImage(canvas, 0, 0);
  return copy;
}

function withColourMap({ transfer, colourMap }: VolumeLook, niivue: NiivueScene) {
  const [first] = transfer.colour;
  const last = transfer.colour.at(-1);
  if (!colourMap || !first || !last) return transfer;
  const bytes = niivue.colourTable(colourMap);
  const colour = Array.from({ length: 256 }, (_, n): ColourPoint => {
    const [red, green, blue] = bytes.subarray(4 * n, 4 * n + 3);
    return [first[0] + ((last[0] - first[0]) * n) / 255, [red / 255, green / 255, blue / 255]];
  });
  return { ...transfer, colour };
}
