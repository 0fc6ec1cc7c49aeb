import { readAhead } from '#src/engine/readAhead.ts';
import { isDicom } from '#src/formats/dicomFile.ts';
import { patientOf } from '#src/formats/dicomPatient.ts';
import { listSeries } from '#src/formats/dicomSeries.ts';
import { type Limits, setLimits } from '#src/formats/limits.ts';
import { isZip } from '#src/formats/zipEntries.ts';
import type { StudyAnswer, StudyQuestion } from './study.ts';

/** What a worker's global scope offers here; the page's types know it only as a window. */
const scope = globalThis as unknown as {
  postMessage(answer: StudyAnswer): void;
  onmessage: ((event: MessageEvent<StudyQuestion & { readonly limits: Partial<Limits> }>) => void) | null;
};

scope.onmessage = async ({ data: { limits, ...question } }) => {
  try {
    setLimits(limits);
    scope.postMessage(await answerTo(question));
  } catch (error) {
    scope.postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
};

async function answerTo(question: StudyQuestion): Promise<StudyAnswer> {
  const { content, name } = question;
  const file = readAhead(name, content);
  if (question.ask === 'patient') return { fields: await patientOf(file, question.series) };
  const head = await file.bytes(0, Math.min(256, file.size));
  if (!isDicom(head) && !isZip(head)) return { listing: undefined };
  let told = 0;
  const listing = await listSeries(file, (fraction) => {
    if (performance.now() - told < 50) return;
    told = performance.now();
    scope.postMessage({ progress: fraction });
  });
  // An archive may hold other images than DICOM.
  return { listing: listing.series.length > 0 || isDicom(head) ? listing : undefined };
}
