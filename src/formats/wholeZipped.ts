import type { ImagePlan } from './imagePlan.ts';
import type { Head } from './unpackedHead.ts';

/**
 * The plan of a file that is gzip as a whole, header and all, from the plan of what is in it; the plan itself where it is not.
 * Throws where the voxels are packed once more.
 */
export function wholeZipped(plan: ImagePlan, { zipped, name }: Head): ImagePlan {
  if (!zipped || plan.dataFile !== undefined) return plan;
  if (plan.packing === 'raw' && !plan.fromEnd) {
    return { ...plan, packing: 'gzip', offset: 0, start: plan.offset + plan.start, length: undefined };
  }
  throw new Error(`${name} is packed twice, as gzip and within as ${plan.packing}: unpack it once first`);
}
