import { endGesture, setParams, takeBackGesture, useNodeParams } from '#src/app/store.ts';
import { type FedParams, useFedParams } from '#src/app/useOutput.ts';
import type { OutputRef } from '#src/graph/document.ts';
import type { ParamValue } from '#src/graph/module.ts';

/** A parameter of numbers that a tool changes. */
export interface ToolParam {
  readonly value: readonly number[];
  /** What feeds it; then it cannot be changed here. */
  readonly fedBy?: OutputRef;
  /** One of the changes of a gesture, which `end` ends: together they are one undo step. */
  readonly change: (value: readonly number[]) => void;
  readonly end: () => void;
  /** Ends a gesture as if it had not begun. */
  readonly takeBack: () => void;
}

const none: readonly number[] = [];

/** A parameter of a viewer's node for a tool. */
export function useToolParam(node: string, name: string): ToolParam {
  const params = useNodeParams(node);
  return toolParam(node, name, params, useFedParams(node));
}

function toolParam(
  node: string,
  name: string,
  params: Readonly<Record<string, ParamValue>>,
  fed: FedParams,
): ToolParam {
  const fedBy = fed.sources[name];
  const value = fedBy ? fed.values[name] : params[name];
  const gesture = `${node} ${name}`;
  return {
    value: Array.isArray(value) ? value : none,
    fedBy,
    change: (next) => {
      if (!fedBy) setParams(node, { [name]: next }, gesture);
    },
    end: endGesture,
    takeBack: () => takeBackGesture(gesture),
  };
}
