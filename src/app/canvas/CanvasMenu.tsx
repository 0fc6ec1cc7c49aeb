import { Menu } from '@base-ui/react/menu';
import { NodeMenuItems } from './NodeMenuItems.tsx';
import { WireMenuItems } from './WireMenuItems.tsx';

/** Where a context menu was asked for, and of what. */
export type CanvasMenuRequest = { readonly x: number; readonly y: number } & (
  | { readonly node: string }
  | { readonly wire: string }
);

/** The context menu of a module or of a connection, at the pointer. Esc gives the focus back to where it was. */
export function CanvasMenu({ request, onClose }: { request: CanvasMenuRequest | undefined; onClose: () => void }) {
  if (!request) return null;
  const { x, y } = request;
  const anchor = { getBoundingClientRect: () => DOMRect.fromRect({ x, y, width: 0, height: 0 }) };
  const name = 'node' in request ? request.node : `the connection to ${request.wire}`;
  return (
    <Menu.Root open onOpenChange={(isOpen) => !isOpen && onClose()} modal={false}>
      <Menu.Portal>
        <Menu.Positioner className="menu-positioner" anchor={anchor} align="start" side="bottom">
          <Menu.Popup className="menu" aria-label={`Menu of ${name}`}>
            {'node' in request ? <NodeMenuItems node={request.node} /> : <WireMenuItems wire={request.wire} />}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
