import list from './samples.json';

/** A built-in image, which a document names by its id instead of a hash. */
export interface Sample {
  readonly id: string;
  readonly title: string;
  /** Its name in the folder `samples` beside the app. */
  readonly file: string;
  readonly modality: string;
  /** Voxels along i, j and k. */
  readonly size: readonly number[];
  readonly description: string;
  readonly licence: string;
  /** What its licence asks to be shown with it. */
  readonly attribution: string;
}

/** The images that come with Voxgraph; scripts/samples.mjs makes the files from the same list. */
export const samples: readonly Sample[] = list;
