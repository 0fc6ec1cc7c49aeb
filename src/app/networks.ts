import type { GraphDocument } from '#src/graph/document.ts';
import {
  emptyNetwork,
  isModified,
  isPristine,
  type Network,
  networkPart,
  type OpenedNetwork,
  startNetwork,
} from './network.ts';
import { type AppState, useApp } from './store.ts';

/** The open networks in the order of their tabs. */
export function networksOf(state: AppState): readonly Network[] {
  return state.order.flatMap((number) =>
    number === state.network ? [state] : state.aside.filter(({ network }) => network === number),
  );
}

/** What stands over the page belongs to the network that was shown. */
const nothingOver = { quickSearch: undefined, palette: undefined, renaming: undefined, closing: undefined };

let last = 0;

/** A number that no network of this browser tab has had, which would be taken for that one. */
function nextNumber(): number {
  last++;
  return last;
}

/**
 * Opens a document; it counts as saved. It takes the place of the network that is shown when nothing of the user's is in that one, else
 * it gets a tab of its own beside it.
 */
export function openNetwork(opened: OpenedNetwork): void {
  addNetwork(startNetwork(nextNumber(), opened));
}

/** Opens an empty network, in a tab of its own unless an empty one is shown. */
export function newNetwork(): void {
  const state = useApp.getState();
  addNetwork(emptyNetwork(nextNumber(), isPristine(state) ? state.aside : networksOf(state)));
}

function addNetwork(added: Network): void {
  useApp.setState((state) => {
    const at = state.order.indexOf(state.network);
    const isInPlace = isPristine(state);
    return {
      ...added,
      ...nothingOver,
      order: state.order.toSpliced(isInPlace ? at : at + 1, isInPlace ? 1 : 0, added.network),
      aside: isInPlace ? state.aside : [...state.aside, networkPart(state)],
    };
  });
}

/** Shows another of the open networks; the one that was shown stays as it is. */
export function showNetwork(number: number): void {
  useApp.setState((state) => {
    const next = state.aside.find(({ network }) => network === number);
    if (!next) return {};
    return { ...next, ...nothingOver, aside: [...state.aside.filter((other) => other !== next), networkPart(state)] };
  });
}

/** Shows the network of the tab so many places further; after the last comes the first. */
export function showNeighbour(step: number): void {
  const { order, network } = useApp.getState();
  showNetwork(order[(order.indexOf(network) + step + order.length) % order.length]);
}

/** Moves the tab of a network to another place. */
export function moveNetwork(number: number, to: number): void {
  useApp.setState(({ order }) => {
    const others = order.filter((other) => other !== number);
    return { order: others.toSpliced(Math.max(0, Math.min(to, others.length)), 0, number) };
  });
}

/** Takes note that a network was saved; by then another may be shown. */
export function markSaved(
  number: number,
  change: Partial<Pick<Network, 'saved' | 'fileName' | 'fileHandle' | 'isExample'>>,
): void {
  useApp.setState((state) => {
    if (state.network === number) return change;
    return { aside: state.aside.map((each) => (each.network === number ? { ...each, ...change } : each)) };
  });
}

/** Closes a network; one with changes that are in no file is shown, and it is asked first. */
export function askToClose(number: number): void {
  const network = networksOf(useApp.getState()).find((each) => each.network === number);
  if (!network) return;
  if (!isModified(network)) {
    closeNetwork(number);
    return;
  }
  showNetwork(number);
  useApp.setState({ closing: number });
}

/** Closes a network without asking. In place of the last one comes an empty one. */
export function closeNetwork(number: number): void {
  useApp.setState((state) => {
    const order = state.order.filter((other) => other !== number);
    const aside = state.aside.filter(({ network }) => network !== number);
    if (number !== state.network) return { order, aside };
    const neighbour = order[Math.min(state.order.indexOf(number), order.length - 1)];
    const next = aside.find(({ network }) => network === neighbour) ?? emptyNetwork(nextNumber(), []);
    return {
      ...next,
      ...nothingOver,
      order: order.length > 0 ? order : [next.network],
      aside: aside.filter((other) => other !== next),
    };
  });
}

/** Opens what a journal kept, in its order and under its numbers, in place of all that is open; one of them is shown. */
export function restoreNetworks(
  networks: readonly (OpenedNetwork & { readonly network: number })[],
  shown: number,
): void {
  const started = networks.map((opened) => startNetwork(opened.network, opened));
  const first = started.find(({ network }) => network === shown) ?? started[0];
  if (!first) return;
  last = Math.max(last, ...started.map(({ network }) => network));
  useApp.setState({
    ...first,
    ...nothingOver,
    order: started.map(({ network }) => network),
    aside: started.filter((other) => other !== first),
  });
}

/** Steps of the past and the future whose results are kept when a network is closed. */
const keptSteps = 12;

/** The documents that may be looked at again: of each open network the present one and the nearest steps of its history. */
export function documentsInUse(state: AppState): readonly GraphDocument[] {
  return networksOf(state).flatMap(({ history: { past, present, future } }) => [
    present,
    ...past.slice(-keptSteps),
    ...future.slice(0, keptSteps),
  ]);
}
