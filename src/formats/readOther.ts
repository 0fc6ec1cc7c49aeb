import type { Volume } from '#src/image/volume.ts';
import type { ByteSource } from './byteSource.ts';
import { dataFileOf } from './dataFileOf.ts';
import type { ImagePlan } from './imagePlan.ts';
import type { Limits } from './limits.ts';
import { metaPlan } from './metaPlan.ts';
import { nrrdPlan } from './nrrdPlan.ts';
import { pairPlan } from './pairPlan.ts';
import type { ReadChoice } from './readChoice.ts';
import type { ReadContext } from './readContext.ts';
import { readMgh } from './readMgh.ts';
import { readMha } from './readMha.ts';
import { readNpy } from './readNpy.ts';
import { readNrrd } from './readNrrd.ts';
import { readPair } from './readPair.ts';
import type { Head } from './unpackedHead.ts';

/** The formats of volumes that are met less often than NIfTI; their readers are loaded together when one of them is opened. */
export type OtherFormat = 'pair' | 'analyze' | 'nrrd' | 'metaimage' | 'mgh' | 'npy';

/** Reads an image of one of these formats, as its own reader does, and throws what that throws. */
export function readOther(
  kind: OtherFormat,
  header: ByteSource,
  context: ReadContext,
  limits: Limits,
  choice: ReadChoice,
): Promise<Volume> {
  switch (kind) {
    case 'pair':
    case 'analyze': {
      const wanted = header.name.replace(/hdr(\.gz)?$/i, 'img$1');
      const data = dataFileOf(wanted, header, choice.others ?? [], (sentence) => context.warn(sentence));
      return readPair(header, data, context, limits, choice);
    }
    case 'nrrd':
      return readNrrd(header, context, limits, choice);
    case 'metaimage':
      return readMha(header, context, limits, choice);
    case 'mgh':
      return readMgh(header, context, limits, choice);
    case 'npy':
      return readNpy(header, context, limits, choice);
    default:
      return kind satisfies never;
  }
}

/** What a header of one of these formats says of its voxels. Throws a sentence where they are none that are read. */
export function otherPlan(
  kind: Exclude<OtherFormat, 'mgh' | 'npy'>,
  head: Head,
  limits: Limits,
  warn: (sentence: string) => void,
  choice: ReadChoice,
): ImagePlan {
  switch (kind) {
    case 'pair':
    case 'analyze':
      return pairPlan(head, kind === 'analyze', limits, warn, choice);
    case 'nrrd':
      return nrrdPlan(head, limits, warn, choice);
    case 'metaimage':
      return metaPlan(head, limits, warn, choice);
    default:
      return kind satisfies never;
  }
}
