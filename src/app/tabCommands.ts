import type { Command } from './command.ts';
import { askToClose, moveNetwork, showNeighbour } from './networks.ts';
import { useApp } from './store.ts';

const hasOthers = () => useApp.getState().order.length > 1;

/** What is done with the tabs of networks. Browsers keep Ctrl+Tab, Ctrl+N and Ctrl+W for their own. */
export const tabCommands = {
  close: { id: 'close', title: 'Close network', keys: ['Alt+W'], do: () => askToClose(useApp.getState().network) },
  nextNetwork: {
    id: 'nextNetwork',
    title: 'Next network',
    keys: ['Alt+PageDown'],
    isEnabled: hasOthers,
    do: () => showNeighbour(1),
  },
  previousNetwork: {
    id: 'previousNetwork',
    title: 'Previous network',
    keys: ['Alt+PageUp'],
    isEnabled: hasOthers,
    do: () => showNeighbour(-1),
  },
  networkLeft: {
    id: 'networkLeft',
    title: 'Move the tab of the network left',
    isEnabled: hasOthers,
    do: () => moveShown(-1),
  },
  networkRight: {
    id: 'networkRight',
    title: 'Move the tab of the network right',
    isEnabled: hasOthers,
    do: () => moveShown(1),
  },
} as const satisfies Record<string, Command>;

function moveShown(step: number): void {
  const { network, order } = useApp.getState();
  moveNetwork(network, order.indexOf(network) + step);
}
