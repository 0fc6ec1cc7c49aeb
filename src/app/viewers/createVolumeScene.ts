import { volumeTexts } from '#src/app/texts/volume.ts';
import type { Volume } from '#src/image/volume.ts';
import { cardIsDone } from './cardIsDone.ts';
import { colouredTransfer } from './colouredTransfer.ts';
import { contentExtent, noExtent } from './contentExtent.ts';
import { copyOfCanvas } from './copyOfCanvas.ts';
import { directionCube } from './directionCube.ts';
import { oneAtATime } from './oneAtATime.ts';
import { pictureBehind } from './pictureBehind.ts';
import { pictureIsTaken } from './pictureIsTaken.ts';
import { surfaceDrawing } from './surfaceDrawing.ts';
import { surfacePass } from './surfacePass.ts';
import { textureBox } from './textureBox.ts';
import { bakeTransfer, type TransferTable } from './transferFunction.ts';
import { type Camera, initialCamera } from './volumeCamera.ts';
import { type Extent, projectionOf } from './volumeProjection.ts';
import { type PlacedTexture, volumeRays } from './volumeRays.ts';
import type { SceneContent, VolumeLook, VolumeScene } from './volumeScene.ts';
import { uploadVolume } from './volumeTexture.ts';

/** A picture that takes longer is drawn coarser while the hand moves. */
const slowMilliseconds = 40;
/** After this rest a coarse picture is drawn again, fine. */
const restMilliseconds = 180;

/**
 * A 3D scene in an element of its own, which it fills. Rejects with a sentence when there is no WebGL2. `onLost` is called when
 * the browser takes the graphics context away; the scene is then of no more use and wants to be disposed and made anew.
 */
export async function createVolumeScene(host: HTMLElement, onLost: () => void): Promise<VolumeScene> {
  const canvas = document.createElement('canvas');
  const gl = canvas.getContext('webgl2', { alpha: true, antialias: false });
  if (!gl) throw new Error(volumeTexts.scene.noWebgl);
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
    return sceneOn(canvas, gl, giveBack);
  } catch (error) {
    giveBack();
    throw error;
  }
}

interface Loaded {
  readonly source: Volume;
  readonly placed: PlacedTexture;
}

function sceneOn(canvas: HTMLCanvasElement, gl: WebGL2RenderingContext, giveBack: () => void): VolumeScene {
  const rays = volumeRays(gl);
  const drawing = surfaceDrawing(gl);
  const pass = surfacePass(gl);
  const behind = pictureBehind(gl);
  const cube = directionCube(gl);
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
  /** Until the browser has taken a picture nothing else is asked of the card, since it would wait for that too. */
  let taken: Promise<void> | undefined;

  const load = async (
    now: Loaded | undefined,
    wanted: Volume | undefined,
    signal: AbortSignal,
    isMask = false,
  ): Promise<Loaded | undefined | false> => {
    if (!wanted || now?.source === wanted) return wanted && now;
    const texture = await uploadVolume(gl, wanted, signal, isMask);
    return texture ? { source: wanted, placed: { ...texture, grid: wanted } } : false;
  };
  const replace = (before: Loaded | undefined, after: Loaded | undefined) => {
    if (before && before !== after) gl.deleteTexture(before.placed.texture);
    return after;
  };

  const fitCanvas = (width: number, height: number) => {
    // Setting the size of a canvas clears it, so it happens when it is painted again.
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
  };

  /** Draws all but the cube into a framebuffer, null for the canvas. */
  const draw = (target: WebGLFramebuffer | null, width: number, height: number, step: number) => {
    if (!content) return;
    const { look, background, surfaces, planes, surfacePlanes, box } = content;
    const projection = projectionOf(camera, extent, width / height);
    if (table?.look !== look) table = { look, table: bakeTransfer(colouredTransfer(look)) };
    const hasSolid = surfaces.some(({ opacity }) => opacity >= 1);
    let depth: WebGLTexture | undefined;
    if (image && hasSolid) {
      pass.begin(width, height, background);
      drawing.draw(projection, surfacePlanes, true);
      depth = pass.end(target);
    }
    gl.bindFramebuffer(gl.FRAMEBUFFER, target);
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
  };

  /** Puts the picture that was drawn last onto the canvas, which costs next to nothing. */
  const present = () => {
    const [width, height] = behind.size;
    if (width === 0) return;
    fitCanvas(width, height);
    behind.copyToCanvas();
    gl.viewport(0, 0, width, height);
    if (content?.hasCube) cube.draw(camera, width, height);
  };

  /** Resolves when what is to be seen is on the canvas; meanwhile the page goes on, whatever the card takes. */
  const drawNow = oneAtATime(async () => {
    await taken;
    cancelAnimationFrame(frame);
    frame = 0;
    if (gl.isContextLost()) return;
    const start = performance.now();
    const step = isCoarse ? 2 : 1;
    const [width, height] = size.map((pixels) => Math.max(1, Math.round(pixels / step)));
    draw(behind.framebuffer(width, height), width, height, step);
    await cardIsDone(gl);
    if (step === 1) lastFine = performance.now() - start;
    if (gl.isContextLost()) return;
    present();
    taken = pictureIsTaken();
  });
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
    async show(wanted) {
      // What is on its way for a content before this one would come after it.
      uploads.abort();
      uploads = new AbortController();
      const { signal } = uploads;
      const isNewImage = wanted.volume !== image?.source || wanted.mask?.volume !== mask?.source;
      const isNew = isNewImage || !drawing.has(wanted.surfaces);
      if (isNew) {
        const loaded = await load(image, wanted.volume, signal);
        if (loaded === false) return false;
        const loadedMask = await load(mask, wanted.mask?.volume, signal, true);
        if (loadedMask === false || !(await drawing.load(wanted.surfaces, signal))) {
          if (loaded !== image) replace(loaded, undefined);
          if (loadedMask && loadedMask !== mask) replace(loadedMask, undefined);
          return false;
        }
        image = replace(image, loaded);
        mask = replace(mask, loadedMask);
      }
      const isLookOnly = content !== undefined && !isNew;
      content = wanted;
      extent = contentExtent(wanted);
      drawing.set(wanted.surfaces);
      if (isLookOnly) moved();
      else await drawNow();
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
      present();
      return copyOfCanvas(canvas);
    },
    picture(width, height, hasCube) {
      fitCanvas(width, height);
      draw(null, width, height, 0.7);
      if (hasCube) cube.draw(camera, width, height);
      if (gl.drawingBufferWidth !== width || gl.drawingBufferHeight !== height) {
        present();
        throw new Error(volumeTexts.scene.pictureTooLarge(width, height, gl.getParameter(gl.MAX_RENDERBUFFER_SIZE)));
      }
      const copy = copyOfCanvas(canvas);
      present();
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
      behind.dispose();
      cube.dispose();
      giveBack();
    },
  };
}
