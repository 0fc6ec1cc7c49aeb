import { commonTexts } from '#src/app/texts/common.ts';
import { fileTexts } from '#src/app/texts/files.ts';
import type { Found, FromIntake, TakenImage, ToIntake } from './intakeMessages.ts';
import type { PickedFile } from './pickedFile.ts';

/** Who is told of what comes in, in this order: what was found, then each image or why it failed. */
export interface IntakeEvents {
  found(found: Found): Promise<void> | void;
  image(taken: TakenImage): void;
  failed(why: string): void;
  progress(doing: string, fraction: number): void;
  notKept(name: string): void;
}

/**
 * Takes files in: tells from their contents what they are, makes one file of a study, hashes each and puts it into the browser's
 * storage. All of it in a worker of its own: on the page's thread the bytes of a large file would be copied twice, which blocks it (62
 * ms for 33 MB), and storing waits there for the disk. Resolves when all images have come; storing goes on then. Rejects with the
 * reason when the files cannot be found or the worker fails; with the signal's reason when it is aborted.
 */
export async function takeIn(
  files: AsyncIterable<readonly PickedFile[]>,
  accepted: readonly string[],
  most: number,
  events: IntakeEvents,
  signal: AbortSignal,
): Promise<void> {
  const worker = new Worker(new URL('./intakeWorker.ts', import.meta.url), { type: 'module' });
  const send = (message: ToIntake) => worker.postMessage(message);
  let end: (error?: unknown) => void = () => {};
  const ended = new Promise<void>((resolve, reject) => {
    end = (error) => (error === undefined ? resolve() : reject(error));
  });
  // It may fail before anyone waits for it.
  ended.catch(() => {});
  // What is told later than the network that was dropped is opened waits for that.
  let before: Promise<void> | void;
  const inTurn = (tell: () => void) => (before ? void before.then(tell) : tell());
  const abort = () => {
    worker.terminate();
    end(signal.reason);
  };
  signal.addEventListener('abort', abort, { once: true });
  worker.onmessage = ({ data }: MessageEvent<FromIntake>) => {
    switch (data.type) {
      case 'found':
        before = events.found(data.found);
        return;
      case 'progress':
        return events.progress(data.doing, data.fraction);
      case 'image':
        return inTurn(() => signal.aborted || events.image(data.taken));
      case 'failed':
        return inTurn(() => events.failed(data.why));
      case 'notKept':
        return events.notKept(data.name);
      case 'taken':
        return inTurn(() => end());
      default:
        data satisfies never;
    }
  };
  worker.onerror = (event) => {
    event.preventDefault();
    worker.terminate();
    end(new Error(fileTexts.intake.notReadAtAll(event.message || commonTexts.noWorker)));
  };
  try {
    send({ type: 'start', accepted, most });
    for await (const batch of files) send({ type: 'files', files: batch });
    send({ type: 'end' });
    await ended;
  } catch (error) {
    worker.terminate();
    throw error;
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
