import { sheppLogan } from '#src/image/phantom.ts';
import { loadedFrom } from './load.ts';
import type { Peer } from './peer.ts';
import type { Column, Row } from './row.ts';

/** What the speed of a column of a row is known by. */
export function speedName(row: Row, column: Column): string {
  return `${row.name}, ${column}`;
}

/** From so many voxels on a single run of Python may take minutes. */
const manyVoxels = 4e7;

/**
 * Tells from a volume of 64³ how long Python takes for a voxel of each row of which that is not known yet, so that what would take longer
 * than its limit is not begun on a large volume. The peer has forgotten its image then.
 */
export async function foreseePython(
  rows: readonly Row[],
  voxels: number,
  speeds: Map<string, number>,
  peer: Peer | undefined,
): Promise<void> {
  if (!peer || voxels < manyVoxels) return;
  const image = sheppLogan({ size: [64, 64, 64], type: 'int16', noise: 30 });
  for (const row of rows) {
    // What works on files is quick, and needs one.
    if (row.kind !== 'step' || !row.python || row.of === 'file' || speeds.has(speedName(row, 'python'))) continue;
    await peer.load({ ...loadedFrom(image, 100, ''), file: async () => ({ path: '', bytes: new Uint8Array(0) }) });
    try {
      if (row.of === 'float32') await peer.prepare('f = d.astype(np.float32)');
      const { wall } = await peer.run(row.python, 1);
      speeds.set(speedName(row, 'python'), wall / image.voxels.length);
    } catch {
      // What Python cannot do it will not be able to do on the large volume either, and says so there.
    }
  }
  await peer.forget();
}
