import type { OutputRef, Position } from '#src/graph/document.ts';
import type { ParamValue } from '#src/graph/module.ts';

type Values = Readonly<Record<string, ParamValue>>;

/** Something that is so or not in the editor, and that can be made so: a step of a tutorial is done when all of its goals are reached. */
export type Goal =
  /** A module of that name is there; `at` is where "Show me" puts it. */
  | { readonly kind: 'module'; readonly node: string; readonly module: string; readonly at: Position }
  /** An output, or a parameter, feeds an input, or a parameter: "Threshold.output0" to "Mask.input1". */
  | { readonly kind: 'connection'; readonly from: OutputRef; readonly to: OutputRef }
  | { readonly kind: 'fields'; readonly node: string; readonly values: Values }
  /** A parameter is no longer what it was, whatever it is now: a window that was dragged, a seed that was placed. */
  | {
      readonly kind: 'changed';
      readonly node: string;
      readonly field: string;
      readonly from: ParamValue;
      /** What the tool of the viewer that sets it is called on its button; the picture alone where none is needed. */
      readonly tool?: string;
      /** What "Show me" sets. */
      readonly show: Values;
    }
  /** A number within a range, both ends included. */
  | {
      readonly kind: 'range';
      readonly node: string;
      readonly field: string;
      readonly min: number;
      readonly max: number;
      readonly show: number;
    }
  /** Any image is chosen; "Show me" takes a built-in one. */
  | { readonly kind: 'file'; readonly node: string; readonly sample: string }
  | { readonly kind: 'window'; readonly node: string; readonly panel: 'viewer' | 'panel' }
  /** The Output Inspector shows it. */
  | { readonly kind: 'inspected'; readonly output: OutputRef };

/** One thing to do. Without goals it is something to look at. */
export interface Step {
  /** What to do, in a sentence or two of Markdown. */
  readonly text: string;
  readonly goals: readonly Goal[];
  /** What to look at when it is done. */
  readonly seen?: string;
}

/** A network that is built, or an example that is walked through, step by step. */
export interface Tutorial {
  readonly title: string;
  /** The example that it begins with; an empty network by default. */
  readonly graph?: string;
  readonly steps: readonly Step[];
}
