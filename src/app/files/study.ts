import { openFile } from '#src/app/files.ts';
import { commonTexts } from '#src/app/texts/common.ts';
import { fileTexts } from '#src/app/texts/files.ts';
import type { PatientField } from '#src/formats/dicomPatient.ts';
import type { DicomListing } from '#src/formats/dicomSeries.ts';
import { currentLimits } from '#src/formats/limits.ts';
import type { FileRef } from '#src/graph/module.ts';

/** What is asked of the worker that reads the headers of a study. */
export type StudyQuestion = { readonly name: string; readonly content: Blob } & (
  | { readonly ask: 'series' }
  | { readonly ask: 'patient'; readonly series: string }
);

/** What it answers; the listing is undefined where the file is no study. */
export type StudyAnswer =
  | { readonly progress: number }
  | { readonly listing: DicomListing | undefined }
  | { readonly fields: readonly PatientField[] }
  | { readonly error: string };

/** The listings of the files that were looked at last. There is nothing in them of who the patient is. */
const listings = new Map<string, Promise<DicomListing | undefined>>();
const mostListings = 20;

/**
 * The series of a file; undefined where it holds no DICOM images. A file is looked at once. Rejects with a sentence when it is not
 * here or cannot be read.
 */
export function seriesOf(
  file: FileRef,
  progress: (fraction: number) => void = () => {},
): Promise<DicomListing | undefined> {
  if (file.hash === undefined) return Promise.resolve(undefined);
  const { hash } = file;
  const known = listings.get(hash);
  if (known) return known;
  const listing = openFile(file)
    .then((content) => ask({ ask: 'series', name: file.name, content }, progress))
    .then((answer) => ('listing' in answer ? answer.listing : undefined));
  listings.set(hash, listing);
  listing.catch(() => listings.delete(hash));
  for (const oldest of listings.keys()) if (listings.size > mostListings) listings.delete(oldest);
  return listing;
}

/** What the headers of a series say of its patient. Nothing of it is kept: it is read anew each time. Rejects with a sentence. */
export async function patientFields(file: FileRef, series: string): Promise<readonly PatientField[]> {
  const answer = await ask({ ask: 'patient', name: file.name, content: await openFile(file), series }, () => {});
  return 'fields' in answer ? answer.fields : [];
}

/** Asks a worker of its own, which ends with the answer: a header may be made so that its reader never ends. */
function ask(question: StudyQuestion, progress: (fraction: number) => void): Promise<StudyAnswer> {
  const worker = new Worker(new URL('./studyWorker.ts', import.meta.url), { type: 'module' });
  return new Promise<StudyAnswer>((resolve, reject) => {
    let silence: ReturnType<typeof setTimeout> | undefined;
    const listen = () => {
      clearTimeout(silence);
      silence = setTimeout(() => fail(fileTexts.intake.notReadInTime(question.name, patienceMs / 1000)), patienceMs);
    };
    const end = () => {
      clearTimeout(silence);
      worker.terminate();
    };
    const fail = (why: string) => {
      end();
      reject(new Error(why));
    };
    worker.onmessage = ({ data }: MessageEvent<StudyAnswer>) => {
      if ('progress' in data) {
        listen();
        progress(data.progress);
        return;
      }
      end();
      if ('error' in data) reject(new Error(data.error));
      else resolve(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      fail(fileTexts.intake.notRead(question.name, event.message || commonTexts.noWorker));
    };
    listen();
    worker.postMessage({ ...question, limits: currentLimits() });
  });
}

/** Longer than any disk is silent. */
const patienceMs = 60_000;
