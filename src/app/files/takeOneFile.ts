import { rememberFile } from '#src/app/files.ts';
import { notify } from '#src/app/store.ts';
import { fileTexts } from '#src/app/texts/files.ts';
import type { FileRef } from '#src/graph/module.ts';
import { takeIn } from './intake.ts';
import type { TakenFile } from './intakeMessages.ts';
import { showIntake } from './intakeProgress.ts';
import type { PickedFile } from './pickedFile.ts';

/**
 * Takes in one file, or of `image` the first image among files, which may be those of a study, and names it for a document. Undefined
 * when there is none, when it could not be read or was cancelled; it is said why.
 */
export async function takeOne(
  files: AsyncIterable<readonly PickedFile[]>,
  kind: 'any' | 'image',
): Promise<FileRef | undefined> {
  const controller = new AbortController();
  const progress = showIntake(fileTexts.intake.reading, () => controller.abort());
  // Whatever its suffix, a file that is asked for by itself is taken.
  const accepted = kind === 'any' ? [''] : [];
  let taken: TakenFile | undefined;
  const events = {
    found({ refusals, images }: { readonly refusals: readonly string[]; readonly images: number }) {
      for (const why of refusals) notify('warning', why);
      if (images === 0 && refusals.length === 0) notify('warning', fileTexts.intake.noImage);
    },
    image({ image }: { readonly image: TakenFile }) {
      taken = image;
    },
    failed: (why: string) => notify('error', why),
    progress: progress.tell,
    notKept: () => {},
  };
  try {
    await takeIn(files, accepted, 1, events, controller.signal);
  } catch (error) {
    if (!controller.signal.aborted) notify('error', error instanceof Error ? error.message : String(error));
  } finally {
    progress.end();
  }
  if (!taken) return undefined;
  rememberFile(taken.hash, taken.blob);
  return { name: taken.name, hash: taken.hash };
}
