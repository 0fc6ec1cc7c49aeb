import type { Volume, Voxels } from '#src/image/volume.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import { isVolume } from './result.ts';
import { isInner, type Task, type TaskInput } from './task.ts';
import { voxelsOn } from './voxelsOn.ts';

/*
 * Where memory is not shared, what crosses to a worker is copied on the page's thread. An image of 500 MB in one go would block the page
 * for half a second: so large ones go ahead of their task in pieces, each in a task of its own, and the worker puts them together.
 */

/** Some bytes of the n-th image of a task, from byte `at` on; it has `total` of them. */
export interface Piece {
  readonly n: number;
  readonly at: number;
  readonly total: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A task as it is posted, and the voxels that it lacks, by the number of their image. */
export interface Parted {
  readonly task: Task;
  readonly large: ReadonlyMap<number, Voxels>;
}

/**
 * A task without the voxels of more than `mostBytes` that are not shared. What stays is posted with it: a slab is a view, and cloning a
 * view clones all of its buffer, so that it is copied out first.
 */
export function parted(task: Task, mostBytes: number): Parted {
  const large = new Map<number, Voxels>();
  const rest = withImages(task, (image, n) => {
    const { voxels } = image;
    if (!(voxels.buffer instanceof ArrayBuffer)) return image;
    if (voxels.byteLength > mostBytes) {
      large.set(n, voxels);
      return { ...image, voxels: voxelsOn(voxelTypeOf(voxels), new ArrayBuffer(0)) };
    }
    return voxels.byteLength < voxels.buffer.byteLength ? { ...image, voxels: voxels.slice() } : image;
  });
  return { task: rest, large };
}

/** Sends the voxels that a task lacks, as long as they are wanted, and tells whether all were sent. Rejects as `send` throws. */
export async function sendPieces(
  part: Parted,
  mostBytes: number,
  send: (piece: Piece) => void,
  isWanted: () => boolean,
): Promise<boolean> {
  for (const piece of piecesOf(part, mostBytes)) {
    send(piece);
    await nextTurn();
    if (!isWanted()) return false;
  }
  return true;
}

/** The voxels that a task lacks, some bytes at a time, each a copy of its own. */
function* piecesOf({ large }: Parted, mostBytes: number): Generator<Piece, void> {
  for (const [n, { buffer, byteOffset, byteLength: total }] of large) {
    const bytes = new Uint8Array(buffer, byteOffset, total);
    for (let at = 0; at < total; at += mostBytes) yield { n, at, total, bytes: bytes.slice(at, at + mostBytes) };
  }
}

/** Adds a piece to those of its task. Throws when there is not enough memory. */
export function putPiece(images: Map<number, Uint8Array<ArrayBuffer>>, { n, at, total, bytes }: Piece): void {
  const image = images.get(n) ?? new Uint8Array(total);
  images.set(n, image);
  image.set(bytes, at);
}

/** The task with the voxels that came ahead of it. */
export function joined(task: Task, images: ReadonlyMap<number, Uint8Array<ArrayBuffer>>): Task {
  return withImages(task, (image, n) => {
    const bytes = images.get(n);
    return bytes ? { ...image, voxels: voxelsOn(voxelTypeOf(image.voxels), bytes.buffer) } : image;
  });
}

/** Changes the images of a task, and of those within it, numbered in one order. */
function withImages(task: Task, change: (image: Volume, n: number) => Volume): Task {
  let count = 0;
  const changed = (each: Task): Task => {
    const inputs = Object.entries(each.inputs).map(([name, input]): [string, TaskInput | undefined] => {
      if (isInner(input)) return [name, { ...input, task: changed(input.task) }];
      return [name, isVolume(input) ? change(input, count++) : input];
    });
    return { ...each, inputs: Object.fromEntries(inputs) };
  };
  return changed(task);
}

/** The next task of this thread. A timer would wait for a second between two pieces on a page in the background. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
