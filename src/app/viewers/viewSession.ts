import { sessionStore } from './sessionStore.ts';
import { initialView } from './viewState.ts';

/** What each 2D view looks at, by the name of its node; of the right side of a SynchroView2D by its name and ".right". */
export const viewSession = sessionStore(initialView);
