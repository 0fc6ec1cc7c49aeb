import { Menu } from '@base-ui/react/menu';
import { useMemo, useRef } from 'react';
import { focusAfter } from '#src/app/focusAfter.ts';
import { overlayRoot } from '#src/app/overlayRoot.ts';
import type { PortRef } from '#src/app/store.ts';
import { canvasTexts } from '#src/app/texts/canvas.tsx';
import { commonTexts } from '#src/app/texts/common.ts';
import { FrameMenuItems } from './FrameMenuItems.tsx';
import { thingOf } from './flowIds.ts';
import { NodeMenuItems } from './NodeMenuItems.tsx';
import { PortMenuItems } from './PortMenuItems.tsx';
import { WireMenuItems } from './WireMenuItems.tsx';

/** Near the lower edge a menu moves up over the pointer, rather than being cut. */
const shifting = { side: 'shift', align: 'shift' } as const;

/** What a context menu is of: a module, a connection, a group or note, or a connector. */
export type CanvasMenuSubject =
  | { readonly node: string }
  | { readonly wire: string }
  | { readonly frame: string }
  | { readonly port: PortRef };

/** Where a context menu was asked for, and of what. */
export type CanvasMenuRequest = { readonly x: number; readonly y: number } & CanvasMenuSubject;

/** The context menu of something in the network, at the pointer. When it closes the focus goes back to where it was. */
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
  return (
    <Menu.Root open={request !== undefined} onOpenChange={(isOpen) => !isOpen && onClose()} modal={false}>
      <Menu.Portal container={overlayRoot}>
        <Menu.Positioner
          className="menu-positioner"
          anchor={anchor}
          align="start"
          side="bottom"
          collisionAvoidance={shifting}
        >
          <Menu.Popup
            ref={popup}
            className="menu"
            aria-label={commonTexts.menuOf(nameOf(current))}
            finalFocus={() => focusAfter(opener.current, popup.current)}
          >
            {'node' in current && <NodeMenuItems node={current.node} />}
            {'wire' in current && <WireMenuItems wire={current.wire} />}
            {'frame' in current && <FrameMenuItems frame={current.frame} />}
            {'port' in current && <PortMenuItems port={current.port} at={current} />}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function nameOf(subject: CanvasMenuSubject): string {
  if ('node' in subject) return subject.node;
  if ('wire' in subject) return canvasTexts.menu.theConnection(subject.wire);
  if ('port' in subject) return `${subject.port.node}.${subject.port.name}`;
  return thingOf(subject.frame).kind === 'group' ? canvasTexts.menu.theGroup : canvasTexts.menu.theNote;
}
