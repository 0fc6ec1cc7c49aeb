import { storage } from '#src/app/storage.ts';
import { fileTexts } from '#src/app/texts/files.ts';
import { bundleParts } from '#src/formats/zipBundle.ts';
import { fileHash } from './fileHash.ts';
import { kindOf } from './fileKind.ts';
import { type FileGroup, type FileGroups, groupFiles, type KnownFile } from './groupFiles.ts';
import type { FromIntake, TakenFile, ToIntake } from './intakeMessages.ts';
import type { PickedFile } from './pickedFile.ts';

/** What a worker's global scope offers here; the page's types know it only as a window. */
const scope = globalThis as unknown as {
  postMessage(answer: FromIntake): void;
  onmessage: ((event: MessageEvent<ToIntake>) => void) | null;
  close(): void;
};

/** So many files are looked at at a time: each look waits for the disk. */
const atOnce = 16;

let accepted: readonly string[] = [];
let most = 0;
const waiting: PickedFile[] = [];
const known: KnownFile[] = [];
const unreadable: string[] = [];
let lookers = 0;
let isAll = false;
let isBegun = false;

scope.onmessage = ({ data }) => {
  switch (data.type) {
    case 'start':
      accepted = data.accepted;
      most = data.most;
      return;
    case 'files':
      for (const picked of data.files) waiting.push(picked);
      break;
    case 'end':
      isAll = true;
      break;
    default:
      data satisfies never;
  }
  while (lookers < atOnce && waiting.length > 0) void look();
  if (lookers === 0) void take();
};

/** Tells of waiting files what they are, until there are none; the last one goes on with what was found. */
async function look(): Promise<void> {
  lookers++;
  for (let picked = waiting.pop(); picked; picked = waiting.pop()) {
    try {
      known.push({ picked, kind: await kindOf(picked, accepted) });
    } catch (error) {
      unreadable.push(fileTexts.intake.notRead(picked.path, sentenceOf(error)));
    }
    if (known.length % 20 === 0) tell(fileTexts.intake.lookingAt(known.length), 0);
  }
  lookers--;
  if (lookers === 0) await take();
}

async function take(): Promise<void> {
  if (!isAll || isBegun || waiting.length > 0) return;
  isBegun = true;
  const groups = groupFiles(known);
  tellFound(groups);
  const stored: Promise<void>[] = [];
  for (const group of groups.images.slice(0, most)) {
    try {
      const voxels = group.voxels && (await taken(group.voxels.file.name, group.voxels.file, stored));
      const image = await taken(group.name, await contentOf(group), stored);
      scope.postMessage({ type: 'image', taken: { image, voxels, isUnknown: group.isUnknown === true } });
    } catch (error) {
      scope.postMessage({ type: 'failed', why: fileTexts.intake.notOpened(group.name, sentenceOf(error)) });
    }
  }
  scope.postMessage({ type: 'taken' });
  await Promise.all(stored);
  // The page would wait for the end of one that it terminates.
  scope.close();
}

function tellFound({ graphs, images, refusals, leftOut }: FileGroups): void {
  scope.postMessage({
    type: 'found',
    found: {
      graphs: graphs.map(({ file }) => file),
      images: Math.min(images.length, most),
      tooMany: Math.max(0, images.length - most),
      refusals: [...refusals, ...unreadable],
      leftOut,
    },
  });
}

/** The file itself, or the files of a study as one, of which they are parts: no byte is copied. */
async function contentOf({ name, files }: FileGroup): Promise<Blob> {
  const [first] = files;
  if (files.length === 1) return first.file;
  const sources = files.map(({ file, path }) => ({
    name: path,
    size: file.size,
    file,
    bytes: async (start = 0, end = file.size) => new Uint8Array(await file.slice(start, end).arrayBuffer()),
  }));
  const parts = await bundleParts(sources, (fraction) =>
    tell(fileTexts.intake.readingFiles(name, files.length), fraction / 2),
  );
  return new Blob(parts.map((part) => (part instanceof Uint8Array ? part : part.file)));
}

/** Names a file by its content, and stores it in the meantime. */
async function taken(name: string, blob: Blob, stored: Promise<void>[]): Promise<TakenFile> {
  tell(fileTexts.intake.readingFile(name), 0.5);
  const hash = await fileHash(blob, (fraction) => tell(fileTexts.intake.readingFile(name), 0.5 + fraction / 2));
  stored.push(
    storage()
      .then((database) => database.put('files', { name, blob, used: Date.now() }, hash))
      .then(
        () => {},
        () => scope.postMessage({ type: 'notKept', name }),
      ),
  );
  return { name, hash, blob };
}

let toldAt = 0;

function tell(doing: string, fraction: number): void {
  const now = performance.now();
  if (now - toldAt < 50) return;
  toldAt = now;
  scope.postMessage({ type: 'progress', doing, fraction });
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
