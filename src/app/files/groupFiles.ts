import type { FileKind } from './fileKind.ts';
import { folderOf, type PickedFile, rootOf } from './pickedFile.ts';

/** A picked file and what it is. */
export interface KnownFile {
  readonly picked: PickedFile;
  readonly kind: FileKind;
}

/** What becomes one module: an image in one file, a header and its voxels, or many files of one study. */
export interface FileGroup {
  /** What it is called: the name of the file, or of the folder. */
  readonly name: string;
  readonly files: readonly PickedFile[];
  readonly voxels?: PickedFile;
  /** The file may be the voxels of a header that is open already. */
  readonly isUnknown?: boolean;
}

/** What becomes of picked files. */
export interface FileGroups {
  readonly graphs: readonly PickedFile[];
  /** In the order of their paths. */
  readonly images: readonly FileGroup[];
  /** Why files that were chosen themselves are no images. */
  readonly refusals: readonly string[];
  /** How many files of folders are nothing to open. */
  readonly leftOut: number;
}

/**
 * Sorts picked files: DICOM files of one folder that was chosen, or that were chosen together, are one study; a header and the file
 * that it names are one image; everything else that may be an image is one.
 */
export function groupFiles(files: readonly KnownFile[]): FileGroups {
  const sorted = [...files].sort((a, b) => byPath.compare(a.picked.path, b.picked.path));
  const { studies, others } = withoutStudies(sorted);
  const roots = new Set(studies.map(({ files }) => rootOf(files[0])));
  const images: FileGroup[] = [...studies];
  const used = new Set<KnownFile>();
  for (const known of others.filter(({ kind }) => kind.kind === 'header')) {
    const voxels = voxelsOf(known, others, used);
    if (voxels) used.add(voxels);
    images.push({ name: known.picked.file.name, files: [known.picked], voxels: voxels?.picked });
    used.add(known);
  }
  const refusals: string[] = [];
  let leftOut = 0;
  for (const known of others) {
    if (used.has(known) || known.kind.kind === 'graph') continue;
    if (isImage(known, roots)) {
      const { picked, kind } = known;
      images.push({ name: picked.file.name, files: [picked], isUnknown: kind.kind === 'unknown' });
    } else if (known.kind.kind === 'none' && known.kind.why !== '' && rootOf(known.picked) === undefined) {
      refusals.push(known.kind.why);
    } else leftOut++;
  }
  images.sort((a, b) => byPath.compare(a.files[0].path, b.files[0].path));
  const graphs = others.filter(({ kind }) => kind.kind === 'graph').map(({ picked }) => picked);
  return { graphs, images, refusals, leftOut };
}

const byPath = new Intl.Collator('en', { numeric: true });

/** The DICOM files by the folder that was chosen; a single one stays an image of its own. */
function withoutStudies(files: readonly KnownFile[]) {
  const byRoot = new Map<string | undefined, PickedFile[]>();
  for (const { picked, kind } of files) {
    if (kind.kind !== 'dicom') continue;
    const root = rootOf(picked);
    const known = byRoot.get(root);
    if (known) known.push(picked);
    else byRoot.set(root, [picked]);
  }
  const studies = [...byRoot].map(([root, of]): FileGroup => {
    const [first] = of;
    if (of.length === 1) return { name: first.file.name, files: of };
    return { name: `${root ?? `dicom-${of.length}-files`}.zip`, files: of };
  });
  return { studies, others: files.filter(({ kind }) => kind.kind !== 'dicom') };
}

/** The file that a header names, in its own folder; else the only one there that nobody knows. */
function voxelsOf({ picked, kind }: KnownFile, files: readonly KnownFile[], used: ReadonlySet<KnownFile>) {
  if (kind.kind !== 'header') return undefined;
  const beside = files.filter((each) => each.picked !== picked && folderOf(each.picked) === folderOf(picked));
  for (const wanted of kind.voxels) {
    const found = beside.find((each) => each.picked.file.name.toLowerCase() === wanted.toLowerCase());
    if (found) return found;
  }
  const headers = beside.filter((each) => each.kind.kind === 'header');
  const unknown = beside.filter((each) => each.kind.kind === 'unknown' && !used.has(each));
  return headers.length === 0 && unknown.length === 1 ? unknown[0] : undefined;
}

/** In a folder only what is known counts, and beside a study no picture: reports and previews lie there. */
function isImage({ picked, kind }: KnownFile, studyRoots: ReadonlySet<string | undefined>): boolean {
  const root = rootOf(picked);
  if (kind.kind === 'unknown') return root === undefined;
  return kind.kind === 'image' && !(kind.isPicture && root !== undefined && studyRoots.has(root));
}
