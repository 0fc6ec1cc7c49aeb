import { Menu } from '@base-ui/react/menu';
import { useShallow } from 'zustand/react/shallow';
import { Icon } from './Icon.tsx';
import { isModified } from './network.ts';
import { networksOf, showNetwork } from './networks.ts';
import { overlayRoot } from './overlayRoot.ts';
import { useApp } from './store.ts';
import { windowTexts } from './texts/window.ts';

/** All open networks one below the other, for when their tabs do not have room side by side; the one that is shown is marked. */
export function NetworkList({ hidden }: { readonly hidden: boolean }) {
  if (hidden) return null;
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger
        className="button button-quiet network-new"
        title={windowTexts.networks.all}
        aria-label={windowTexts.networks.all}
      >
        <Icon name="down" />
      </Menu.Trigger>
      <Menu.Portal container={overlayRoot}>
        <Menu.Positioner className="menu-positioner" align="end" sideOffset={2}>
          <Menu.Popup className="menu">
            <NetworkItems />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function NetworkItems() {
  const networks = useApp(useShallow(networksOf));
  const shown = useApp((state) => state.network);
  return networks.map((network) => (
    <Menu.Item key={network.network} className="menu-item" onClick={() => showNetwork(network.network)}>
      <span>
        {network.fileName}
        {isModified(network) && (
          <>
            <span aria-hidden="true"> ●</span>
            <span className="visually-hidden"> {windowTexts.networks.modified}</span>
          </>
        )}
      </span>
      {network.network === shown && <span className="menu-mark">✓</span>}
    </Menu.Item>
  ));
}
