/** A picture that is drawn where nobody sees it, and comes onto the canvas when it is done. */
export interface PictureBehind {
  /** The framebuffer, in the given size, to be drawn into. */
  framebuffer(width: number, height: number): WebGLFramebuffer;
  readonly size: readonly [width: number, height: number];
  /** Copies it to the canvas, which must have its size, and binds that. */
  copyToCanvas(): void;
  dispose(): void;
}

/**
 * A browser that puts a canvas on the page without a graphics card reads its picture there and then, and the page stands until the card,
 * or what stands in for it, has drawn it: a second and more for a large image. A picture that is drawn already is only copied. Its memory is
 * taken when it is first used.
 */
export function pictureBehind(gl: WebGL2RenderingContext): PictureBehind {
  let size: readonly [number, number] = [0, 0];
  let framebuffer: WebGLFramebuffer | undefined;
  let buffers: readonly WebGLRenderbuffer[] = [];

  const attached = (format: number, attachment: number): WebGLRenderbuffer => {
    const buffer = gl.createRenderbuffer();
    gl.bindRenderbuffer(gl.RENDERBUFFER, buffer);
    gl.renderbufferStorage(gl.RENDERBUFFER, format, ...size);
    gl.framebufferRenderbuffer(gl.FRAMEBUFFER, attachment, gl.RENDERBUFFER, buffer);
    return buffer;
  };
  const dispose = () => {
    for (const buffer of buffers) gl.deleteRenderbuffer(buffer);
    if (framebuffer) gl.deleteFramebuffer(framebuffer);
    framebuffer = undefined;
    buffers = [];
  };

  return {
    framebuffer(width, height) {
      if (framebuffer && size[0] === width && size[1] === height) return framebuffer;
      dispose();
      size = [width, height];
      framebuffer = gl.createFramebuffer();
      gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
      buffers = [attached(gl.RGBA8, gl.COLOR_ATTACHMENT0), attached(gl.DEPTH_COMPONENT24, gl.DEPTH_ATTACHMENT)];
      return framebuffer;
    },
    get size() {
      return size;
    },
    copyToCanvas() {
      gl.bindFramebuffer(gl.FRAMEBUFFER, null);
      // Browsers take note that a canvas has changed when it is cleared or drawn on, and of a copy not in each case.
      gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
      if (!framebuffer) return;
      gl.bindFramebuffer(gl.READ_FRAMEBUFFER, framebuffer);
      gl.bindFramebuffer(gl.DRAW_FRAMEBUFFER, null);
      gl.blitFramebuffer(0, 0, ...size, 0, 0, ...size, gl.COLOR_BUFFER_BIT, gl.NEAREST);
      gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    },
    dispose,
  };
}
