import { Niivue, NVImage, SLICE_TYPE } from '@niivue/niivue';
import { sizeText, spacingOf } from '#src/image/affine.ts';
import { type Volume, type Voxels, type VoxelType, voxelCount } from '#src/image/volume.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import type { Camera, VolumeLook, VolumeScene } from './volumeScene.ts';

/** NIfTI codes of the voxel types that go to the graphics card as they are; all others are shown as float32. */
const directTypes: Readonly<Partial<Record<VoxelType, number>>> = { uint8: 2, int16: 4, float32: 16, uint16: 512 };

/** Four bytes a voxel; beyond this many voxels even large graphics cards have no room for the texture. */
const maxVoxels = 2 ** 29;

const gradientUnit = 33992;

/**
 * NiiVue computes a gradient of the volume with every new window, colour map or image, though it is used only by the lighting
 * that is off here: three quarters of the time and half of the memory. This leaves the gradient out.
 */
class UnlitNiivue extends Niivue {
  #isRefreshing = false;
  #isInGradient = false;

  override refreshLayers(image: NVImage, layer: number): void {
    const { gl } = this;
    this.#isRefreshing = true;
    try {
      super.refreshLayers(image, layer);
    } finally {
      this.#isRefreshing = false;
      this.#isInGradient = false;
      // The methods of the context appear again from behind the substitutes.
      Reflect.deleteProperty(gl, 'drawArrays');
      Reflect.deleteProperty(gl, 'checkFramebufferStatus');
    }
  }

  override rgbaTex(texture: WebGLTexture | null, unit: number, dims: number[], isInit?: boolean): WebGLTexture | null {
    if (this.#isRefreshing && unit === gradientUnit) {
      const { gl } = this;
      this.#isInGradient = true;
      gl.drawArrays = () => {};
      gl.checkFramebufferStatus = () => gl.FRAMEBUFFER_COMPLETE;
    }
    return super.rgbaTex(texture, unit, this.#isInGradient ? [3, 2, 2, 2] : dims, isInit);
  }
}

/**
 * A 3D scene in an element of its own, which it fills. Rejects with a sentence when there is no WebGL2. `onLost` is called when
 * the browser takes the graphics context away; the scene is then of no more use and wants to be disposed and made anew.
 */
export async function createVolumeScene(host: HTMLElement, onLost: () => void): Promise<VolumeScene> {
  const canvas = document.createElement('canvas');
  const gl = canvas.getContext('webgl2', { alpha: true, antialias: false });
  if (!gl) throw new Error('3D needs WebGL2, which this browser does not give here. The 2D views work without it.');
  host.append(canvas);
  const niivue = new UnlitNiivue({
    interactive: false,
    dragAndDropEnabled: false,
    isOrientCube: true,
    loadingText: '',
    logLevel: 'silent',
    show3Dcrosshair: false,
    crosshairWidth: 0,
    sliceType: SLICE_TYPE.RENDER,
  });
  const lost = (event: Event) => {
    event.preventDefault();
    onLost();
  };
  canvas.addEventListener('webglcontextlost', lost);
  const dispose = () => {
    canvas.removeEventListener('webglcontextlost', lost);
    niivue.cleanup();
    // Browsers keep about 16 contexts and take the oldest away; this one is given back at once.
    gl.getExtension('WEBGL_lose_context')?.loseContext();
    canvas.remove();
  };
  try {
    await niivue.attachToCanvas(canvas, false);
  } catch (error) {
    dispose();
    throw error;
  }
  return {
    show: (volume, look) => show(niivue, volume, look),
    setCamera: (camera) => setCamera(niivue, camera),
    snapshot() {
      // The picture is only there until the browser has shown it, so it is drawn anew in the same task.
      niivue.drawScene();
      return canvas.toDataURL();
    },
    dispose,
  };
}

function setCamera(niivue: Niivue, { azimuth, elevation, zoom }: Camera): void {
  niivue.scene.renderAzimuth = azimuth;
  niivue.scene.renderElevation = elevation;
  niivue.scene.volScaleMultiplier = zoom;
  niivue.drawScene();
}

function show(niivue: Niivue, volume: Volume, { window, colorMap }: VolumeLook): void {
  const refusal = whyTooLarge(niivue.gl, volume);
  if (refusal) throw new Error(refusal);
  const image = imageOf(volume, colorMap);
  image.cal_min = window.center - window.width / 2;
  image.cal_max = window.center + window.width / 2;
  // With these set NiiVue takes no histogram of its own, which would hold up the page.
  image.robust_min = image.global_min = image.cal_min;
  image.robust_max = image.global_max = image.cal_max;
  niivue.volumes = [image];
  niivue.setVolume(image, 0);
  if (niivue.gl.getError() === niivue.gl.OUT_OF_MEMORY) {
    niivue.volumes = [];
    niivue.updateGLVolume();
    throw new Error(
      `The graphics card has no room for ${sizeText(volume.size)} voxels: put SubImage or Resample before`,
    );
  }
}

function whyTooLarge(gl: WebGL2RenderingContext, { size }: Volume): string | undefined {
  const longest: number = gl.getParameter(gl.MAX_3D_TEXTURE_SIZE);
  if (size.some((n) => n > longest)) {
    return `3D shows at most ${longest} voxels along each side on this graphics card, and the image has ${sizeText(size)}: put SubImage or Resample before`;
  }
  if (voxelCount(size) > maxVoxels) {
    return `3D shows at most ${maxVoxels / 1e6} million voxels, and the image has ${sizeText(size)}: put SubImage or Resample before`;
  }
  return undefined;
}

/** An image of NiiVue over the same voxels. Its affine is RAS as ours. */
function imageOf(volume: Volume, colorMap: string): NVImage {
  const { size, affine } = volume;
  const code = directTypes[voxelTypeOf(volume.voxels)];
  // Setting the colour map later would make NiiVue choose the window anew.
  const image = new NVImage(null, 'volume', colorMap);
  const header = NVImage.createNiftiHeader([...size], [...spacingOf(affine)], [...affine], code ?? 16);
  header.dims = [3, ...size, 1, 1, 1, 1];
  image.hdr = header;
  image.img = code === undefined ? new Float32Array(volume.voxels) : uploadable(volume.voxels);
  image.nVox3D = voxelCount(size);
  image.nFrame4D = 1;
  image.nTotalFrame4D = 1;
  image.frame4D = 0;
  image.calculateRAS();
  image.originalAffine = header.affine;
  return image;
}

/** Not int8: it is shown as float32. */
function uploadable(voxels: Voxels): NonNullable<NVImage['img']> {
  return voxels as Exclude<Voxels, Int8Array> as NonNullable<NVImage['img']>;
}
