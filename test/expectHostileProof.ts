import fc from 'fast-check';
import { expect } from 'vitest';
import { defaultLimits, type Limits } from '#src/formats/limits.ts';
import type { Volume } from '#src/image/volume.ts';
import { readContext, sourceOf } from './sources.ts';

type Read = (
  file: ReturnType<typeof sourceOf>,
  context: ReturnType<typeof readContext>,
  limits: Limits,
) => Promise<Volume>;

const imageBytes = 2 ** 20;

/**
 * Changes, cuts and lengthens a sound file at random: the outcome is an image, or an error whose sentence names the file,
 * and no more memory is asked for than the limit (twice, where 64-bit integers widen). `pack` turns the damaged bytes into the file. A
 * hundred times; 2,000 times in a soak run.
 */
export async function expectHostileProof(
  whole: Uint8Array,
  name: string,
  read: Read,
  pack: (damaged: Uint8Array) => Uint8Array = (damaged) => damaged,
): Promise<void> {
  const place = fc.nat(whole.length - 1);
  // Digits, signs and letters too, since random bytes hardly ever make another valid text header.
  const byte = fc.oneof(fc.nat(255), fc.constantFrom(...[...'0123456789-.eE+ \n:=()TF'].map((c) => c.charCodeAt(0))));
  const edits = fc.array(fc.tuple(fc.oneof(place, fc.nat(Math.min(whole.length, 600) - 1)), byte), {
    minLength: 1,
    maxLength: 8,
  });
  const end = fc.oneof({ weight: 4, arbitrary: fc.constant(whole.length) }, place);
  const tail = fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.nat(5000));
  const seen = { images: 0, errors: 0 };
  const check = async (changes: readonly (readonly [number, number])[], cut: number, more: number) => {
    const bytes = new Uint8Array(cut + more).fill(7);
    bytes.set(whole.subarray(0, cut));
    for (const [at, value] of changes) bytes[at % bytes.length] = value;
    const context = readContext();
    const outcome = await read(sourceOf(pack(bytes), name), context, { ...defaultLimits, imageBytes }).catch(
      (error: unknown) => error,
    );
    expect(context.allocated).toBeLessThanOrEqual(2 * imageBytes);
    if (outcome instanceof Error) {
      seen.errors++;
      expect(outcome.constructor, outcome.message).toBe(Error);
      expect(outcome.message).toContain(name);
      expect(outcome.message).toMatch(/[a-z] [a-z]/);
    } else {
      seen.images++;
      const { size, voxels } = outcome as Volume;
      expect(voxels.length).toBe(size[0] * size[1] * size[2]);
    }
  };
  const runs = process.env.VOXGRAPH_SOAK ? 2000 : 100;
  await fc.assert(fc.asyncProperty(edits, end, tail, check), { numRuns: runs, seed: 20 });
  // A test that only ever sees refusals, or none, would prove little.
  expect(seen.images).toBeGreaterThan(0);
  expect(seen.errors).toBeGreaterThan(0);
}
