import type { PickedFile } from './pickedFile.ts';

/** From the page to the worker that takes files in: what holds for all of them, the files in batches, and that these are all. */
export type ToIntake =
  | { readonly type: 'start'; readonly accepted: readonly string[]; readonly most: number }
  | { readonly type: 'files'; readonly files: readonly PickedFile[] }
  | { readonly type: 'end' };

/** A file that was taken in: its name and the hash of its content. */
export interface TakenFile {
  readonly name: string;
  readonly hash: string;
  readonly blob: Blob;
}

/** What one module opens. */
export interface TakenImage {
  readonly image: TakenFile;
  readonly voxels?: TakenFile;
  /** It may be the voxels of a header that is open already. */
  readonly isUnknown: boolean;
}

/** What was found among the files, told before any of them is read as a whole. */
export interface Found {
  readonly graphs: readonly File[];
  /** How many images come; and how many there are more, which do not. */
  readonly images: number;
  readonly tooMany: number;
  readonly refusals: readonly string[];
  readonly leftOut: number;
}

/** From the worker to the page. */
export type FromIntake =
  | { readonly type: 'found'; readonly found: Found }
  | { readonly type: 'progress'; readonly doing: string; readonly fraction: number }
  | { readonly type: 'image'; readonly taken: TakenImage }
  | { readonly type: 'failed'; readonly why: string }
  /** The browser's storage did not take a file. */
  | { readonly type: 'notKept'; readonly name: string }
  /** All images have come; what is left is to store them, and then the worker ends itself. */
  | { readonly type: 'taken' };
