import { commonTexts } from '#src/app/texts/common.ts';
import { fieldTexts } from '#src/app/texts/fields.ts';
import './fieldDrag.css';
import { Menu } from '@base-ui/react/menu';
import { useRef, useState } from 'react';
import { focusAfter } from '#src/app/focusAfter.ts';
import { overlayRoot } from '#src/app/overlayRoot.ts';
import type { OutputRef } from '#src/graph/document.ts';
import { FieldMenuItems } from './FieldMenuItems.tsx';
import { startFieldDrag } from './fieldDrag.ts';

interface FieldLabelProps {
  readonly field: OutputRef;
  readonly label: string;
  readonly kind: 'param' | 'output';
}

/** The name of a field or output: dragged onto another field or a module it feeds that; clicked it has a menu, which does so by keyboard. */
export function FieldLabel({ field, label, kind }: FieldLabelProps) {
  const [isOpen, setIsOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const popup = useRef<HTMLDivElement>(null);
  // Kept while it closes, which decides where the focus goes.
  const wasOpen = useRef(false);
  if (isOpen) wasOpen.current = true;
  const wasDragged = useRef(false);
  return (
    <>
      <button
        ref={button}
        type="button"
        className="field-label"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        title={fieldTexts.label.title(field)}
        onPointerDown={(event) => {
          wasDragged.current = false;
          if (event.button !== 0) return;
          startFieldDrag(field, event, () => {
            wasDragged.current = true;
          });
        }}
        onClick={() => !wasDragged.current && setIsOpen(true)}
        onContextMenu={(event) => {
          event.preventDefault();
          setIsOpen(true);
        }}
      >
        {label}
      </button>
      {wasOpen.current && (
        <Menu.Root open={isOpen} onOpenChange={(isWanted) => !isWanted && setIsOpen(false)} modal={false}>
          <Menu.Portal container={overlayRoot}>
            <Menu.Positioner className="menu-positioner" anchor={button} align="start" side="bottom">
              <Menu.Popup
                ref={popup}
                className="menu"
                aria-label={commonTexts.menuOf(field)}
                finalFocus={() => focusAfter(button.current, popup.current)}
              >
                <FieldMenuItems field={field} kind={kind} />
              </Menu.Popup>
            </Menu.Positioner>
          </Menu.Portal>
        </Menu.Root>
      )}
    </>
  );
}
