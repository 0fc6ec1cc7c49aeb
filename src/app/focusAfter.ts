/** What gets the focus when a menu closes: nothing where the chosen item gave it to something, such as the field for a new name. */
export function focusAfter(opener: HTMLElement | null | undefined, popup: HTMLElement | null): HTMLElement | false {
  const { activeElement } = document;
  const isFree = !activeElement || activeElement === document.body || popup?.contains(activeElement);
  return isFree && opener?.isConnected ? opener : false;
}
