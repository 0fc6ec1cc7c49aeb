import { volumeTexts } from '#src/app/texts/volume.ts';

/** A framebuffer with the colours and depths of surfaces, of which rays through a volume read the depths. */
export interface SurfacePass {
  /** Binds the framebuffer, cleared, in the given size. */
  begin(width: number, height: number, background: readonly number[]): void;
  /** Copies the colours to another framebuffer, null for the canvas, which is bound then, and gives the depths. */
  end(target: WebGLFramebuffer | null): WebGLTexture;
  dispose(): void;
}

/** Makes the framebuffer; its memory is taken when it is first used. */
export function surfacePass(gl: WebGL2RenderingContext): SurfacePass {
  let size: readonly [number, number] = [0, 0];
  let framebuffer: WebGLFramebuffer | undefined;
  let colours: WebGLTexture | undefined;
  let depths: WebGLTexture | undefined;

  const attached = (format: number, attachment: number): WebGLTexture => {
    const texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.texStorage2D(gl.TEXTURE_2D, 1, format, ...size);
    for (const name of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) {
      gl.texParameteri(gl.TEXTURE_2D, name, gl.NEAREST);
    }
    gl.framebufferTexture2D(gl.FRAMEBUFFER, attachment, gl.TEXTURE_2D, texture, 0);
    return texture;
  };
  const dispose = () => {
    if (colours) gl.deleteTexture(colours);
    if (depths) gl.deleteTexture(depths);
    if (framebuffer) gl.deleteFramebuffer(framebuffer);
    framebuffer = undefined;
  };

  return {
    begin(width, height, background) {
      // A unit on which nothing else depends.
      gl.activeTexture(gl.TEXTURE0 + 15);
      if (!framebuffer || size[0] !== width || size[1] !== height) {
        dispose();
        size = [width, height];
        framebuffer = gl.createFramebuffer();
        gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
        colours = attached(gl.RGBA8, gl.COLOR_ATTACHMENT0);
        depths = attached(gl.DEPTH_COMPONENT24, gl.DEPTH_ATTACHMENT);
      }
      gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
      gl.viewport(0, 0, width, height);
      gl.depthMask(true);
      gl.clearColor(background[0], background[1], background[2], 1);
      gl.clearDepth(1);
      gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
    },
    end(target) {
      if (!framebuffer || !depths) throw new Error(volumeTexts.scene.noPass);
      gl.bindFramebuffer(gl.READ_FRAMEBUFFER, framebuffer);
      gl.bindFramebuffer(gl.DRAW_FRAMEBUFFER, target);
      gl.blitFramebuffer(0, 0, ...size, 0, 0, ...size, gl.COLOR_BUFFER_BIT, gl.NEAREST);
      gl.bindFramebuffer(gl.FRAMEBUFFER, target);
      return depths;
    },
    dispose,
  };
}
