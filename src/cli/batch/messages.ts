import type { GraphDocument } from '#src/graph/document.ts';
import type { InputHash } from './inputHash.ts';

/** What all items of a child process have in common. */
export interface ChildStart {
  readonly kind: 'start';
  readonly document: GraphDocument;
  readonly version: string;
  /** Real paths: the folder for results, and the one for files that are not whole yet. */
  readonly out: string;
  readonly temporary: string;
  /** What the engine may hold. */
  readonly budget: number;
  /** What files may ask for, as in "image=8GB". */
  readonly limits: readonly string[];
}

export interface ChildItem {
  readonly kind: 'item';
  readonly settings: readonly string[];
  /** The names of its results below the folder, in the order of the files that the graph writes. */
  readonly names: readonly string[];
  /** The key under which it was done once. */
  readonly doneKey?: string | undefined;
}

/** From the batch to a child: what to do. */
export type ToChild = ChildStart | ChildItem | { readonly kind: 'go' };

/** A result as it was written. */
export interface WrittenFile {
  readonly name: string;
  readonly bytes: number;
}

/** What became of an item. */
export type ChildOutcome =
  /** The inputs are those that it was done with. */
  | { readonly kind: 'same'; readonly inputs: readonly InputHash[] }
  | {
      readonly kind: 'done';
      readonly key: string;
      readonly inputs: readonly InputHash[];
      readonly written: readonly WrittenFile[];
      readonly warnings: readonly string[];
    }
  | {
      readonly kind: 'failed';
      readonly causes: readonly string[];
      readonly written: readonly WrittenFile[];
      readonly warnings: readonly string[];
    };

/** From a child to the batch; after `foreseen` it waits for `go`. */
export type FromChild =
  /** What the item will hold in bytes, where the headers tell. */
  | { readonly kind: 'foreseen'; readonly bytes?: number | undefined }
  | {
      readonly kind: 'outcome';
      readonly outcome: ChildOutcome /** What it holds afterwards. */;
      readonly resident: number;
    };
