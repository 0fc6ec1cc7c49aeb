import { modules } from '#modules/index.ts';
import { parseGraph, serializeGraph } from '#src/graph/file.ts';
import type { Example } from './examples.ts';
import type { OpenedNetwork } from './network.ts';
import { markSaved, newNetwork, openNetwork } from './networks.ts';
import { graphTextOf } from './share/graphTextOf.ts';
import { currentDocument, notify, useApp } from './store.ts';
import { noticeTexts } from './texts/notices.ts';

type OpenedFrom = Pick<OpenedNetwork, 'fileHandle' | 'isExample'>;

/** Opens the text of a graph file; says why when it cannot, and what it does not know. What was open stays then. */
export function openGraphText(text: string, fileName: string, of: OpenedFrom = {}): boolean {
  const parsed = parseGraph(text, modules);
  if (!parsed.ok) {
    notify('error', noticeTexts.network.refused(fileName, parsed.error));
    return false;
  }
  openNetwork({ document: parsed.document, fileName, ...of });
  if (parsed.warnings.length > 0) {
    const shown = parsed.warnings.slice(0, 6);
    const more = parsed.warnings.length - shown.length;
    notify('warning', noticeTexts.network.warnings(fileName, shown, more));
  }
  return true;
}

/** Opens a graph file, or a picture with a network in it, which is then saved as a file of its own. */
export async function openGraphBlob(file: File, fileHandle?: FileSystemFileHandle): Promise<boolean> {
  try {
    const text = await graphTextOf(file);
    const name = file.name.replace(/\.(png|svg)$/i, '.json');
    // Saving would write over the picture.
    return openGraphText(text, name, name === file.name ? { fileHandle } : {});
  } catch (error) {
    notify('error', noticeTexts.network.notOpened(file.name, error instanceof Error ? error.message : String(error)));
    return false;
  }
}

/** Opens an empty network, in a tab of its own unless nothing of the user's is in the one that is shown. */
export function newGraph(): void {
  newNetwork();
}

/** Opens a network that comes with Voxgraph. */
export function openExample({ text, fileName }: Example): void {
  openGraphText(text, fileName, { isExample: true });
}

const openTypes = [
  {
    description: noticeTexts.network.fileOrPicture,
    accept: {
      'application/json': ['.json' as const],
      'image/png': ['.png' as const],
      'image/svg+xml': ['.svg' as const],
    },
  },
];
const pickerTypes = [{ description: noticeTexts.network.file, accept: { 'application/json': ['.json' as const] } }];

/** What the File System Access API adds to a window, where it is there. */
interface FilePickers {
  showOpenFilePicker?(options: object): Promise<FileSystemFileHandle[]>;
  showSaveFilePicker?(options: object): Promise<FileSystemFileHandle & { createWritable(): Promise<WritableFile> }>;
}
interface WritableFile {
  write(data: string | Blob): Promise<void>;
  close(): Promise<void>;
}
const pickers = () => window as unknown as FilePickers;

/** Asks for a graph file and opens it. */
export async function openGraphFile(): Promise<void> {
  const { showOpenFilePicker } = pickers();
  try {
    if (showOpenFilePicker) {
      const [handle] = await showOpenFilePicker.call(window, { types: openTypes });
      const file = await handle.getFile();
      await openGraphBlob(file, handle);
      return;
    }
    const [file] = await chooseFiles('.json,.png,.svg,application/json');
    if (file) await openGraphBlob(file);
  } catch (error) {
    if (!isAbort(error)) notify('error', noticeTexts.network.fileNotOpened(String(error)));
  }
}

/** Asks for files through a file input; gives none when the dialog is closed without a choice. */
export function chooseFiles(accept: string, multiple = false): Promise<File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = accept;
    input.multiple = multiple;
    input.addEventListener('change', () => resolve([...(input.files ?? [])]));
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
}

/** Saves to the file that was opened or saved before, else asks for one. Returns whether it did. */
export async function saveGraph(asNew = false): Promise<boolean> {
  const document = currentDocument();
  const text = serializeGraph(document);
  const { network, fileName, fileHandle } = useApp.getState();
  const { showSaveFilePicker } = pickers();
  try {
    if (showSaveFilePicker) {
      const handle = (asNew ? undefined : fileHandle) ?? (await askForHandle(showSaveFilePicker, fileName));
      const writable = await (handle as Awaited<ReturnType<typeof showSaveFilePicker>>).createWritable();
      await writable.write(text);
      await writable.close();
      markSaved(network, { saved: document, fileHandle: handle, fileName: handle.name, isExample: false });
      notify('info', noticeTexts.network.saved(handle.name));
      return true;
    }
    downloadBlob(new Blob([text], { type: 'application/json' }), fileName);
    markSaved(network, { saved: document });
    notify('info', noticeTexts.network.downloaded(fileName));
    return true;
  } catch (error) {
    if (isAbort(error)) return false;
    notify('error', noticeTexts.network.notSaved(fileName, String(error)), {
      label: noticeTexts.network.downloadInstead,
      do: () => downloadBlob(new Blob([text], { type: 'application/json' }), fileName),
    });
    return false;
  }
}

function askForHandle(show: NonNullable<FilePickers['showSaveFilePicker']>, fileName: string) {
  return show.call(window, { suggestedName: fileName, types: pickerTypes });
}

/** Hands bytes to the browser as a download. */
export function downloadBlob(blob: Blob, fileName: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // The download has begun by then; the address would keep the bytes alive.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
