import { Dialog } from '@base-ui/react/dialog';
import { type ReactNode, useRef } from 'react';
import { commonTexts } from './texts/common.ts';

interface ModalProps {
  readonly title: string;
  readonly onClose: () => void;
  /** As wide as the page allows, for pictures side by side. */
  readonly isWide?: boolean;
  /** What the button reads that changes nothing. */
  readonly closeText?: string;
  readonly children: ReactNode;
}

/**
 * A dialog over the page: Esc, a click beside it and its button close it, and the focus goes back to where it was. The text has
 * the focus at first, so that it is read from its beginning and the arrow keys scroll it.
 */
export function Modal({ title, onClose, closeText = commonTexts.close, isWide = false, children }: ModalProps) {
  const body = useRef<HTMLElement>(null);
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="dialog-backdrop" />
        <Dialog.Popup className="dialog" data-wide={isWide} initialFocus={body}>
          <Dialog.Title>{title}</Dialog.Title>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
          <section className="dialog-body" ref={body} aria-label={title} tabIndex={0}>
            {children}
          </section>
          <div className="dialog-actions">
            <Dialog.Close className="button">{closeText}</Dialog.Close>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
