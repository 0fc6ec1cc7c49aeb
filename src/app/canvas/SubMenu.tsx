import { Menu } from '@base-ui/react/menu';
import type { ReactNode } from 'react';
import { Icon } from '#src/app/Icon.tsx';
import { overlayRoot } from '#src/app/overlayRoot.ts';

/** A menu within a menu. */
export function SubMenu({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Menu.SubmenuRoot>
      <Menu.SubmenuTrigger className="menu-item">
        {title} <Icon name="right" />
      </Menu.SubmenuTrigger>
      <Menu.Portal container={overlayRoot}>
        <Menu.Positioner className="menu-positioner" alignOffset={-4}>
          <Menu.Popup className="menu">{children}</Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.SubmenuRoot>
  );
}
