import { volumeTexts } from '#src/app/texts/volume.ts';

/** A program of two shaders. Throws a sentence when the driver refuses it; not when the context is lost, which is told otherwise. */
export function linkProgram(gl: WebGL2RenderingContext, vertex: string, fragment: string): WebGLProgram {
  const program = gl.createProgram();
  for (const [kind, source] of [
    [gl.VERTEX_SHADER, vertex],
    [gl.FRAGMENT_SHADER, fragment],
  ] as const) {
    const shader = gl.createShader(kind);
    if (!shader) throw new Error(volumeTexts.scene.noShader);
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
    // It lives as long as the program.
    gl.deleteShader(shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) {
    throw new Error(volumeTexts.scene.noProgram(gl.getProgramInfoLog(program) ?? ''));
  }
  return program;
}
