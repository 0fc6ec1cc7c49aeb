import { Menu } from '@base-ui/react/menu';
import { useMemo, useRef } from 'react';
import { overlayRoot } from '#src/app/overlayRoot.ts';
import { NodeMenuItems } from './NodeMenuItems.tsx';
import { WireMenuItems } from './WireMenuItems.tsx';

/** Where a context menu was asked for, and of what. */
export type CanvasMenuRequest = { readonly x: number; readonly y: number } & (
  | { readonly node: string }
  | { readonly wire: string }
);

/** The context menu of a module or of a connection, at the pointer. When it closes the focus goes back to where it was. */
export function CanvasMenu({ request, onClose }: { request: CanvasMenuRequest | undefined; onClose: () => void }) {
  const opener = useRef<HTMLElement>(undefined);
  const popup = useRef<HTMLDivElement>(null);
  const anchor = useMemo(() => {
    const { x, y } = request ?? { x: 0, y: 0 };
    return { getBoundingClientRect: () => DOMRect.fromRect({ x, y, width: 0, height: 0 }) };
  }, [request]);
  // The last one is still drawn while the menu fades.
  const shown = useRef(request);
  if (request && shown.current !== request) {
    shown.current = request;
    const { activeElement } = document;
    opener.current = activeElement instanceof HTMLElement ? activeElement : undefined;
  }
  const { current } = shown;
  if (!current) return null;
  const name = 'node' in current ? current.node : `the connection to ${current.wire}`;
  return (
    <Menu.Root open={request !== undefined} onOpenChange={(isOpen) => !isOpen && onClose()} modal={false}>
      <Menu.Portal container={overlayRoot}>
        <Menu.Positioner className="menu-positioner" anchor={anchor} align="start" side="bottom">
          <Menu.Popup
            ref={popup}
            className="menu"
            aria-label={`Menu of ${name}`}
            finalFocus={() => focusAfter(opener.current, popup.current)}
          >
            {'node' in current ? <NodeMenuItems node={current.node} /> : <WireMenuItems wire={current.wire} />}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

/** What gets the focus: nothing when the chosen item gave it to something, such as the field for a new name. */
function focusAfter(opener: HTMLElement | undefined, popup: HTMLElement | null): HTMLElement | false {
  const { activeElement } = document;
  const isFree = !activeElement || activeElement === document.body || popup?.contains(activeElement);
  return isFree && opener?.isConnected ? opener : false;
}
