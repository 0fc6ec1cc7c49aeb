import type { Command } from './command.ts';
import { askToClose, moveNetwork, showNeighbour } from './networks.ts';
import { useApp } from './store.ts';
import { commandTexts } from './texts/commands.ts';

const hasOthers = () => useApp.getState().order.length > 1;

/** What is done with the tabs of networks. Browsers keep Ctrl+Tab, Ctrl+N and Ctrl+W for their own. */
export const tabCommands = {
  close: {
    id: 'close',
    isOfWindow: true,
    title: commandTexts.closeNetwork,
    keys: ['Alt+W'],
    do: () => askToClose(useApp.getState().network),
  },
  nextNetwork: {
    id: 'nextNetwork',
    isOfWindow: true,
    title: commandTexts.nextNetwork,
    keys: ['Alt+PageDown'],
    isEnabled: hasOthers,
    do: () => showNeighbour(1),
  },
  previousNetwork: {
    id: 'previousNetwork',
    isOfWindow: true,
    title: commandTexts.previousNetwork,
    keys: ['Alt+PageUp'],
    isEnabled: hasOthers,
    do: () => showNeighbour(-1),
  },
  networkLeft: {
    id: 'networkLeft',
    title: commandTexts.networkLeft,
    isEnabled: hasOthers,
    do: () => moveShown(-1),
  },
  networkRight: {
    id: 'networkRight',
    title: commandTexts.networkRight,
    isEnabled: hasOthers,
    do: () => moveShown(1),
  },
} as const satisfies Record<string, Command>;

function moveShown(step: number): void {
  const { network, order } = useApp.getState();
  moveNetwork(network, order.indexOf(network) + step);
}
