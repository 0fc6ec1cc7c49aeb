import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { axisCodes, sizeText } from '#src/image/affine.ts';
import type { Vec3, VoxelType } from '#src/image/volume.ts';
import type { ByteSource } from './byteSource.ts';
import { dicomFiles, type SkippedFile } from './dicomFiles.ts';
import { type DicomPlane, type DicomStack, stackOf, stackSpacing } from './dicomStack.ts';
import { dicomType } from './dicomType.ts';
import type { Limits } from './limits.ts';

/** A series, or a part of one that makes an image of its own; nothing here says who the patient is. */
export interface DicomSeries {
  /** 12 hexadecimal digits that name it in a document: of a hash, so that no number of the hospital's is written down. */
  readonly id: string;
  /** "MR", "CT". */
  readonly modality: string;
  readonly description: string;
  readonly number: number | undefined;
  readonly size: Vec3;
  readonly spacing: Vec3;
  /** Pictures in it: slices times images. */
  readonly pictures: number;
  /** Images on the same grid: 1, or time points, echoes and the like, of which Frame chooses one. */
  readonly frames: number;
  /** The anatomical direction in which each voxel index grows, as in "LPS". */
  readonly orientation: string;
  readonly type: VoxelType;
  /** Values of a pixel: 1, or 3 where it is in colour. */
  readonly samples: number;
  readonly warnings: readonly string[];
  /** Why it can not be read, where that is known from the headers. */
  readonly problem?: string;
}

export interface DicomListing {
  /** By number, then by description. */
  readonly series: readonly DicomSeries[];
  readonly skipped: readonly SkippedFile[];
}

/** A series with its pictures. */
export interface StackedSeries extends DicomSeries {
  readonly stack: DicomStack;
}

/** Differences of direction cosines up to this are rounding. */
const sameDirection = 1e-3;
/** Of one series, so that comparing each with each takes no time: radial series have some hundreds. */
const mostDirections = 2000;

/**
 * What series a DICOM file, a bundle of files or a zip archive holds, from the headers alone. Throws where the archive can not be
 * read; a file that can not be read is among those skipped, with the reason.
 */
export async function listSeries(file: ByteSource, progress?: (fraction: number) => void): Promise<DicomListing> {
  const { series, skipped } = await stackedSeries(file, progress);
  return { series: series.map(({ stack: _, ...plain }) => plain), skipped };
}

/** The same with the pictures of each series in their places. */
export async function stackedSeries(
  file: ByteSource,
  progress?: (fraction: number) => void,
  limits?: Limits,
): Promise<{ readonly series: readonly StackedSeries[]; readonly skipped: readonly SkippedFile[] }> {
  const { images, skipped } = await dicomFiles(file, progress, limits);
  const planes = images
    .flatMap((image) => image.frames.map((frame) => ({ image, frame })))
    .sort((a, b) => order(a) - order(b) || compareText(a.image.instanceUid, b.image.instanceUid));
  const groups = groupsOf(planes, file.name);
  const counts = new Map<string, number>();
  for (const { planes } of groups) counts.set(uidOf(planes), (counts.get(uidOf(planes)) ?? 0) + 1);
  const series = groups.map(({ key, planes }) => seriesOf(key, planes, counts.get(uidOf(planes)) ?? 1));
  return { series: series.sort(inOrder), skipped };
}

interface Group {
  readonly key: string;
  readonly planes: DicomPlane[];
}

/** Planes that can lie on one grid: of one series, size, kind and orientation. */
function groupsOf(planes: readonly DicomPlane[], name: string): readonly Group[] {
  const byKind = new Map<string, Group[]>();
  for (const plane of planes) {
    const kind = kindOf(plane);
    const groups = byKind.get(kind) ?? [];
    byKind.set(kind, groups);
    const own = plane.frame.orientation;
    const group = groups.find(({ planes: [first] }) => isSameDirection(first.frame.orientation, own));
    if (groups.length > mostDirections) {
      throw new Error(
        `${name} has pictures of one series in more than ${mostDirections} directions: open fewer of them`,
      );
    }
    if (group) group.planes.push(plane);
    else groups.push({ key: `${kind}\n${directionText(own)}`, planes: [plane] });
  }
  return [...byKind.values()].flat();
}

function kindOf({ image, frame }: DicomPlane): string {
  const spacing = frame.spacing?.map((mm) => mm.toFixed(3)).join(' ') ?? '';
  const placed = frame.position && frame.orientation ? 'placed' : '';
  return [image.seriesUid, image.columns, image.rows, image.samples, spacing, placed, frame.kind].join('\n');
}

function isSameDirection(a: readonly number[] | undefined, b: readonly number[] | undefined): boolean {
  if (!a || !b) return a === b;
  return a.every((cosine, n) => Math.abs(cosine - b[n]) <= sameDirection);
}

function directionText(orientation: readonly number[] | undefined): string {
  return orientation?.map((cosine) => Math.round(100 * cosine) / 100 || 0).join(' ') ?? '';
}

function seriesOf(key: string, planes: readonly DicomPlane[], parts: number): StackedSeries {
  const [{ image }] = planes;
  const stack = stackOf(planes);
  const warnings = [...stack.warnings];
  if (parts > 1) {
    warnings.push(`The series has ${parts} parts of different direction, size or kind, of which this is one`);
  }
  if (image.photometric === 'MONOCHROME1') {
    warnings.push('Low values are meant to be shown white (MONOCHROME1); the values are kept as they are');
  }
  if (image.hasTable)
    warnings.push('Values are kept as they are stored: the table of the header (Modality LUT) is not applied');
  const series = {
    id: bytesToHex(sha256(utf8ToBytes(key))).slice(0, 12),
    modality: image.modality,
    description: image.description,
    number: image.seriesNumber,
    size: stack.size,
    spacing: stackSpacing(stack),
    pictures: planes.length,
    frames: stack.volumes.length,
    orientation: axisCodes(stack.affine).join(''),
    type: dicomType(stack.volumes.flat()),
    samples: image.samples,
    warnings,
    stack,
  };
  return stack.problem === undefined ? series : { ...series, problem: stack.problem };
}

/** "CT 3 Routine Brain, 512×512×20": a series in one line, for messages and lists. */
export function seriesText({ modality, number, description, size, frames }: DicomSeries): string {
  const words = [modality, number, description].filter((word) => word !== undefined && word !== '').join(' ');
  return `${words}, ${sizeText(size)}${frames > 1 ? ` × ${frames}` : ''}`;
}

function uidOf([{ image }]: readonly DicomPlane[]): string {
  return image.seriesUid;
}

function order({ frame }: DicomPlane): number {
  return frame.order[3] ?? 0;
}

function inOrder(a: DicomSeries, b: DicomSeries): number {
  return (
    (a.number ?? Infinity) - (b.number ?? Infinity) ||
    compareText(a.description, b.description) ||
    compareText(a.id, b.id)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
