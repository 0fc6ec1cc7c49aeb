import { commonTexts } from './texts/common.ts';
import './panels/panels.css';
import { Popover } from '@base-ui/react/popover';
import { useRef } from 'react';
import { Icon } from './Icon.tsx';
import { hideNodeDetails, useNodeDetails } from './nodeDetails.ts';
import { overlayRoot } from './overlayRoot.ts';
import { NodeDetails } from './panels/NodeDetails.tsx';

/** Everything about a node beside its state in the network: one for all nodes, since only one is read at a time. */
export function NodePopover() {
  const request = useNodeDetails((state) => state.request);
  // What was shown last is still drawn while it fades.
  const last = useRef(request);
  if (request) last.current = request;
  const shown = last.current;
  if (!shown) return null;
  return (
    <Popover.Root open={request !== undefined} onOpenChange={(isOpen) => !isOpen && hideNodeDetails()}>
      <Popover.Portal container={overlayRoot}>
        <Popover.Positioner
          className="popover-positioner"
          anchor={shown.anchor}
          side="right"
          align="start"
          sideOffset={8}
          collisionPadding={8}
        >
          <Popover.Popup
            className="popover"
            finalFocus={() => (shown.anchor instanceof HTMLElement ? shown.anchor : true)}
          >
            <header className="popover-head">
              <Popover.Title className="popover-title">{shown.node}</Popover.Title>
              <Popover.Close className="icon-button" aria-label={commonTexts.close}>
                <Icon name="close" />
              </Popover.Close>
            </header>
            <NodeDetails node={shown.node} onLeave={hideNodeDetails} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
