import { linkProgram } from './linkProgram.ts';
import type { Camera } from './volumeCamera.ts';
import { viewAxes } from './volumeProjection.ts';

/** Draws the cube that tells the directions of the patient, in the lower left corner of the framebuffer that is bound. */
export interface DirectionCube {
  /** In a picture of width x height pixels; where that is very small, nothing. */
  draw(camera: Camera, width: number, height: number): void;
  dispose(): void;
}

type Direction = readonly [x: number, y: number, z: number];

/** A side, outwards, and which way is up on it as its letter is read. */
interface Face {
  readonly letter: string;
  readonly out: Direction;
  readonly up: Direction;
  readonly paint: string;
  readonly ink: string;
}

const faces: readonly Face[] = [
  { letter: 'R', out: [1, 0, 0], up: [0, 0, 1], paint: '#008000', ink: '#ffffff' },
  { letter: 'L', out: [-1, 0, 0], up: [0, 0, 1], paint: '#a30000', ink: '#ffffff' },
  { letter: 'A', out: [0, 1, 0], up: [0, 0, 1], paint: '#6b006b', ink: '#ffffff' },
  { letter: 'P', out: [0, -1, 0], up: [0, 0, 1], paint: '#0000bd', ink: '#ffffff' },
  { letter: 'S', out: [0, 0, 1], up: [0, -1, 0], paint: '#cccccc', ink: '#000000' },
  { letter: 'I', out: [0, 0, -1], up: [0, 1, 0], paint: '#474747', ink: '#ffffff' },
];

/** Pixels of a side of a face in the texture. */
const side = 64;
/** Half an edge, and the middle's distance from the corner of the picture, in parts of its shorter side. */
const half = 0.05;
const away = 0.09;
/** Half an edge of less, pixels, shows no letter. */
const leastHalf = 5;
/** A unit on which nothing else depends. */
const unit = 10;

const vertexShader = `#version 300 es
layout(location = 0) in vec3 position;
layout(location = 1) in vec2 place;
uniform vec4 across;
uniform vec4 upwards;
out vec2 at;
void main() {
  at = place;
  gl_Position = vec4(dot(across, vec4(position, 1.0)), dot(upwards, vec4(position, 1.0)), 0.0, 1.0);
}`;

const fragmentShader = `#version 300 es
precision mediump float;
uniform sampler2D letters;
in vec2 at;
out vec4 colour;
void main() {
  colour = vec4(texture(letters, at).rgb, 1.0);
}`;

/** Compiles the program and writes the letters. Throws when the driver refuses it. */
export function directionCube(gl: WebGL2RenderingContext): DirectionCube {
  const program = linkProgram(gl, vertexShader, fragmentShader);
  const place = (name: string) => gl.getUniformLocation(program, name);
  const texture = letterTexture(gl);
  const buffer = gl.createBuffer();
  const vertices = gl.createVertexArray();
  gl.bindVertexArray(vertices);
  gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
  gl.bufferData(gl.ARRAY_BUFFER, Float32Array.from(faces.flatMap(faceCorners)), gl.STATIC_DRAW);
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 3, gl.FLOAT, false, 20, 0);
  gl.enableVertexAttribArray(1);
  gl.vertexAttribPointer(1, 2, gl.FLOAT, false, 20, 12);
  gl.bindVertexArray(null);

  return {
    draw(camera, width, height) {
      const short = Math.min(width, height);
      if (half * short < leastHalf) return;
      const [right, up, depth] = viewAxes(camera);
      // biome-ignore lint/correctness/useHookAtTopLevel: a call of WebGL, no hook
      gl.useProgram(program);
      gl.activeTexture(gl.TEXTURE0 + unit);
      gl.bindTexture(gl.TEXTURE_2D, texture);
      gl.uniform1i(place('letters'), unit);
      const row = (axis: Direction, pixels: number) => [
        ...axis.map((part) => (2 * half * short * part) / pixels),
        (2 * away * short) / pixels - 1,
      ];
      gl.uniform4fv(place('across'), row(right, width));
      gl.uniform4fv(place('upwards'), row(up, height));
      gl.disable(gl.DEPTH_TEST);
      gl.disable(gl.CULL_FACE);
      gl.bindVertexArray(vertices);
      for (const [n, { out }] of faces.entries()) {
        // Of a cube what faces the viewer hides all else.
        const isSeen = out[0] * depth[0] + out[1] * depth[1] + out[2] * depth[2] < 0;
        if (isSeen) gl.drawArrays(gl.TRIANGLE_STRIP, 4 * n, 4);
      }
      gl.bindVertexArray(null);
    },
    dispose() {
      gl.deleteProgram(program);
      gl.deleteTexture(texture);
      gl.deleteBuffer(buffer);
      gl.deleteVertexArray(vertices);
    },
  };
}

/** The corners of a face as a strip: positions, and places in the texture. */
function faceCorners({ out, up }: Face, n: number): readonly number[] {
  // To the right of whoever looks at the face from outside.
  const right = [0, 1, 2].map((c) => up[(c + 1) % 3] * out[(c + 2) % 3] - up[(c + 2) % 3] * out[(c + 1) % 3]);
  return [
    [-1, -1],
    [1, -1],
    [-1, 1],
    [1, 1],
  ].flatMap(([x, y]) => [
    ...[0, 1, 2].map((c) => out[c] + x * right[c] + y * up[c]),
    (n + (x + 1) / 2) / faces.length,
    (1 - y) / 2,
  ]);
}

/** The faces beside each other, upright where rows go down. */
function letterTexture(gl: WebGL2RenderingContext): WebGLTexture {
  const canvas = document.createElement('canvas');
  canvas.width = side * faces.length;
  canvas.height = side;
  const context = canvas.getContext('2d', { alpha: false });
  if (context) {
    context.font = `bold ${0.8 * side}px sans-serif`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    for (const [n, { letter, paint, ink }] of faces.entries()) {
      context.fillStyle = paint;
      context.fillRect(n * side, 0, side, side);
      context.fillStyle = ink;
      context.fillText(letter, (n + 0.5) * side, 0.53 * side);
    }
  }
  const texture = gl.createTexture();
  gl.activeTexture(gl.TEXTURE0 + unit);
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, false);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, gl.RGBA, gl.UNSIGNED_BYTE, canvas);
  gl.generateMipmap(gl.TEXTURE_2D);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_LINEAR);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
  return texture;
}
