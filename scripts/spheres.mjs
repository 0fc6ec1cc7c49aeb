/**
 * A NIfTI-1 file, written byte by byte: a ball with a shell and bubbles in it, and noise everywhere, the same at each run.
 * @param {readonly number[]} size
 */
export function spheres([ni, nj, nk]) {
  const header = 352;
  const bytes = new Uint8Array(header + 2 * ni * nj * nk);
  const view = new DataView(bytes.buffer);
  view.setInt32(0, 348, true);
  for (let axis = 0; axis < 8; axis++) {
    view.setInt16(40 + 2 * axis, [3, ni, nj, nk][axis] ?? 1, true);
    view.setFloat32(76 + 4 * axis, 1, true);
  }
  view.setInt16(70, 4, true);
  view.setInt16(72, 16, true);
  view.setFloat32(108, header, true);
  view.setInt16(254, 1, true);
  for (let axis = 0; axis < 3; axis++) view.setFloat32(280 + 20 * axis, 1, true);
  bytes.set([0x6e, 0x2b, 0x31], 344);
  const voxels = new Int16Array(bytes.buffer, header);
  // 128 half widths of the shortest side, so that the ball is as large in every volume.
  const unit = 256 / Math.min(ni, nj, nk);
  let seed = 1;
  for (let k = 0, n = 0; k < nk; k++) {
    for (let j = 0; j < nj; j++) {
      for (let i = 0; i < ni; i++, n++) {
        const radius = unit * Math.hypot(i - (ni - 1) / 2, j - (nj - 1) / 2, k - (nk - 1) / 2);
        const isBubble = Math.hypot((i % 32) - 16, (j % 32) - 16, (k % 32) - 16) < 4;
        const tissue = radius < 90 ? (isBubble ? 0 : 400) : radius < 100 ? 0 : radius < 106 ? 900 : 0;
        seed = (Math.imul(seed, 1664525) + 1013904223) | 0;
        voxels[n] = tissue + (seed >>> 26);
      }
    }
  }
  return bytes;
}
