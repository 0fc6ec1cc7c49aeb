import { create } from 'zustand';
import type { FileRef } from '#src/graph/module.ts';

/** A dialog about files that stands over the page. */
export type FileDialog =
  | { readonly kind: 'limits' }
  /** A file was located whose content is not the one that the network names. */
  | { readonly kind: 'otherFile'; readonly node: string; readonly param: string; readonly found: FileRef }
  | { readonly kind: 'patient'; readonly file: FileRef; readonly series: string };

/** Which of them is open. What a dialog shows beside that is never kept here. */
export const useFileDialog = create<{ readonly dialog: FileDialog | undefined }>(() => ({ dialog: undefined }));

export function openFileDialog(dialog: FileDialog): void {
  useFileDialog.setState({ dialog });
}

export function closeFileDialog(): void {
  useFileDialog.setState({ dialog: undefined });
}
