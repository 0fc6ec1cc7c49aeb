/** Where menus are put: in the main part of the page, so that a screen reader finds them in a landmark, above what is docked. */
export function overlayRoot(): HTMLElement | null {
  return document.querySelector('main');
}
