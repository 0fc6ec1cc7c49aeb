import type { ByteSource } from './byteSource.ts';
import { openDicom } from './dicomFile.ts';
import { stackedSeries } from './dicomSeries.ts';
import { writtenText } from './dicomText.ts';

/** A field of a header that may identify a person, and what stands in it. */
export interface PatientField {
  readonly label: string;
  readonly value: string;
}

const fields: readonly (readonly [tag: number, label: string])[] = [
  [0x00100010, 'Patient’s name'],
  [0x00100020, 'Patient ID'],
  [0x00100030, 'Date of birth'],
  [0x00100040, 'Sex'],
  [0x00101010, 'Age'],
  [0x00104000, 'Patient comments'],
  [0x00080020, 'Study date'],
  [0x00080030, 'Study time'],
  [0x00081030, 'Study description'],
  [0x00200010, 'Study ID'],
  [0x00080050, 'Accession number'],
  [0x00080080, 'Institution'],
  [0x00081010, 'Station'],
  [0x00080090, 'Referring physician'],
  [0x00081050, 'Performing physician'],
];

/**
 * What in the header of a series may say whose it is, from its first picture: to be shown when somebody asks for it, and to be written
 * nowhere. Fields that are missing or empty are left out. Throws when there is no such series.
 */
export async function patientOf(file: ByteSource, seriesId: string): Promise<readonly PatientField[]> {
  const { series } = await stackedSeries(file);
  const found = series.find(({ id }) => id === seriesId);
  if (!found) throw new Error(`${file.name} has no series ${seriesId}: choose one of its list`);
  const { elements } = await openDicom(found.stack.volumes[0][0].image.source);
  return fields.flatMap(([tag, label]) => {
    const value = writtenText(elements, tag);
    return value === undefined ? [] : [{ label, value }];
  });
}
