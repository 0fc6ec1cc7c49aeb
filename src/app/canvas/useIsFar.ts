import { useStore } from '@xyflow/react';

/** Whether the network is seen from so far that a module is a plain box with its name and state: below half size. */
export function useIsFar(): boolean {
  return useStore(({ transform }) => transform[2] < 0.5);
}
