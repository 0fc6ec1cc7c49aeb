import type { Voxels } from '#src/image/volume.ts';
import type { Loaded } from './load.ts';
import type { Variant } from './measure.ts';
import { release } from './memory.ts';
import type { Peer } from './peer.ts';
import type { Column, Computation, Input, StepRow } from './row.ts';
import { switchKernels } from './switchKernels.ts';
import { timeCalls } from './times.ts';

/** Everything that a step is compared with, ours first. */
export function stepVariants(row: StepRow, input: Loaded, peer: Peer | undefined): readonly Variant[] {
  const variants = [ofComputation('ours', row.ours, input)];
  variants.push(copyVariant(sourceOf(row.copies ?? row.of, input)));
  if (row.hasPlain !== false) variants.push(withoutKernels(ofComputation('plain', row.ours, input)));
  if (row.naive) variants.push(ofComputation('naive', row.naive, input));
  const { other, python } = row;
  if (other) variants.push(ofComputation('other', other.run, input));
  if (python && peer) {
    let isPrepared = row.of !== 'float32';
    variants.push({
      column: 'python',
      async run(repeat) {
        if (!isPrepared) await peer.prepare('f = d.astype(np.float32)');
        isPrepared = true;
        return peer.run(python, repeat);
      },
      result: () => peer.result(),
    });
  }
  return variants;
}

function ofComputation(column: Column, computation: Computation, input: Loaded): Variant {
  let last: Voxels | undefined;
  let isWanted = true;
  return {
    column,
    async run(repeat) {
      // Only the first result is looked at; the memory of later ones is used again.
      const { result, ...times } = await timeCalls(() => computation(input), repeat, isWanted ? undefined : release);
      if (isWanted) last = result;
      return times;
    },
    result() {
      if (!last) throw new Error(`${column} has not run yet`);
      const result = last;
      last = undefined;
      isWanted = false;
      return result;
    },
  };
}

/**
 * The same in plain TypeScript: the kernels of WebAssembly are taken away meanwhile. Where both were run in turn, V8 would throw away in each
 * round what it has compiled for the other, and compile it anew, which no run of the product does.
 */
function withoutKernels(variant: Variant): Variant {
  return {
    ...variant,
    isLast: true,
    async run(repeat) {
      switchKernels('plain');
      try {
        return await variant.run(repeat);
      } finally {
        switchKernels('webassembly');
      }
    },
  };
}

/** A plain copy of voxels into memory that was used before. */
export function copyVariant(source: Voxels): Variant {
  const target = source.slice();
  return {
    column: 'copy',
    async run(repeat) {
      const { wall, cpu } = await timeCalls(() => target.set(source), repeat);
      return { wall, cpu };
    },
  };
}

function sourceOf(of: Input, { image, mask, float32 }: Loaded): Voxels {
  switch (of) {
    case 'mask':
      return mask.voxels;
    case 'float32':
      return float32().voxels;
    case 'image':
    case 'file':
      return image.voxels;
    default:
      return of satisfies never;
  }
}
