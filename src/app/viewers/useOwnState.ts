import type { OwnState } from './useLinkedState.ts';
import { viewSession } from './viewSession.ts';

/** The state of a view as the session keeps it by name. */
export function useOwnState(name: string): OwnState {
  return {
    state: viewSession.use(name),
    get: () => viewSession.get(name),
    set: (state) => viewSession.change(name, () => state),
  };
}
