import { createPause } from '#src/app/createPause.ts';
import type { Mesh } from '#src/graph/ports.ts';
import { cardIsDone } from './cardIsDone.ts';
import { meshExtent } from './contentExtent.ts';
import { vertexNormals } from './vertexNormals.ts';

/** A mesh on the graphics card. */
export interface LoadedMesh {
  readonly vertices: WebGLVertexArrayObject;
  readonly buffers: readonly WebGLBuffer[];
  /** How many corners its triangles have. */
  readonly count: number;
  /** How large it is, mm. */
  readonly reach: number;
}

/** Numbers of one piece of an upload, between two of which the page may answer: 2 MiB of most. */
const pieceLength = 2 ** 19;

/** Brings a mesh to the graphics card, in pieces; undefined when the signal was given meanwhile. */
export async function loadMesh(
  gl: WebGL2RenderingContext,
  mesh: Mesh,
  signal: AbortSignal,
): Promise<LoadedMesh | undefined> {
  const normals = await vertexNormals(mesh, createPause(signal));
  if (!normals) return undefined;
  const buffers: WebGLBuffer[] = [];
  for (const data of [mesh.positions, normals, mesh.triangles]) {
    const buffer = gl.createBuffer();
    buffers.push(buffer);
    // What is bound for triangles belongs to a vertex array, of which there is none yet.
    const target = data === mesh.triangles ? gl.ELEMENT_ARRAY_BUFFER : gl.ARRAY_BUFFER;
    gl.bindVertexArray(null);
    gl.bindBuffer(target, buffer);
    gl.bufferData(target, data.byteLength, gl.STATIC_DRAW);
    for (let start = 0; start < data.length; start += pieceLength) {
      if (start > 0) await cardIsDone(gl);
      if (signal.aborted) {
        for (const each of buffers) gl.deleteBuffer(each);
        return undefined;
      }
      // Other drawing may have bound another buffer meanwhile.
      gl.bindVertexArray(null);
      gl.bindBuffer(target, buffer);
      gl.bufferSubData(target, start * data.BYTES_PER_ELEMENT, data.subarray(start, start + pieceLength));
    }
  }
  const { min, max } = meshExtent(mesh) ?? { min: [0, 0, 0], max: [0, 0, 0] };
  const reach = Math.hypot(max[0] - min[0], max[1] - min[1], max[2] - min[2]);
  const [positions, directions, triangles] = buffers;
  return {
    vertices: vertexArray(gl, positions, directions, triangles),
    buffers,
    count: mesh.triangles.length,
    reach,
  };
}

/** Gives its memory on the graphics card back. */
export function dropMesh(gl: WebGL2RenderingContext, { vertices, buffers }: LoadedMesh): void {
  gl.deleteVertexArray(vertices);
  for (const buffer of buffers) gl.deleteBuffer(buffer);
}

function vertexArray(
  gl: WebGL2RenderingContext,
  positions: WebGLBuffer,
  normals: WebGLBuffer,
  triangles: WebGLBuffer,
): WebGLVertexArrayObject {
  const vertices = gl.createVertexArray();
  gl.bindVertexArray(vertices);
  gl.bindBuffer(gl.ARRAY_BUFFER, positions);
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 3, gl.FLOAT, false, 0, 0);
  gl.bindBuffer(gl.ARRAY_BUFFER, normals);
  gl.enableVertexAttribArray(1);
  gl.vertexAttribPointer(1, 3, gl.BYTE, true, 4, 0);
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, triangles);
  gl.bindVertexArray(null);
  return vertices;
}
