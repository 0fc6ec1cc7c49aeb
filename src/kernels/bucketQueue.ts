/**
 * Voxels that wait, in buckets of costs: one comes out whose cost lies less than a bucket's width above the least. Each is in it once. For
 * searches that never add a cost below the one that came out last, and none further above it than the span.
 */
export interface BucketQueue {
  count: number;
  /** The bucket that is emptied, counted from cost 0 on. */
  at: number;
  readonly width: number;
  /** The first voxel of each bucket, -1 where there is none; the buckets are used in turn, as a ring. */
  readonly first: Int32Array;
  /** Of each voxel the next in its bucket; -1 for the last. */
  readonly next: Int32Array;
  /** Of each voxel one more than the one before; `isFirst`, or `isOut`, as fresh memory has it, where it does not wait. */
  readonly before: Int32Array;
}

const ring = 65536;
const isFirst = -1;
const isOut = 0;

/**
 * An empty queue for voxels 0 to `voxels` - 1. `span` is the most by which a cost lies above the one that it comes from. Buckets are not
 * narrower than `least`: where no step costs less, what is in one bucket comes out in any order without being put back.
 */
export function emptyBuckets(voxels: number, span: number, least: number): BucketQueue {
  const width = Math.max(least, span / (ring - 2));
  return {
    count: 0,
    at: 0,
    width: width > 0 ? width : 1,
    first: new Int32Array(ring).fill(-1),
    next: new Int32Array(voxels),
    before: new Int32Array(voxels),
  };
}

/** Lets a voxel wait at a cost. */
export function putIn(queue: BucketQueue, voxel: number, cost: number): void {
  const { first, next, before } = queue;
  const bucket = Math.floor(cost / queue.width) % ring;
  const follower = first[bucket];
  next[voxel] = follower;
  if (follower >= 0) before[follower] = voxel + 1;
  before[voxel] = isFirst;
  first[bucket] = voxel;
  queue.count++;
}

/** Takes a voxel out of the bucket of its cost, if it waits. */
export function takeOut(queue: BucketQueue, voxel: number, cost: number): void {
  const { first, next, before } = queue;
  const previous = before[voxel];
  if (previous === isOut) return;
  const follower = next[voxel];
  if (previous === isFirst) first[Math.floor(cost / queue.width) % ring] = follower;
  else next[previous - 1] = follower;
  if (follower >= 0) before[follower] = previous;
  before[voxel] = isOut;
  queue.count--;
}

/** Takes out a voxel of the cheapest bucket; there must be one. */
export function takeCheapest(queue: BucketQueue): number {
  const { first, next, before } = queue;
  while (first[queue.at % ring] < 0) queue.at++;
  const bucket = queue.at % ring;
  const voxel = first[bucket];
  const follower = next[voxel];
  first[bucket] = follower;
  if (follower >= 0) before[follower] = isFirst;
  before[voxel] = isOut;
  queue.count--;
  return voxel;
}
