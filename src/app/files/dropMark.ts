let marked: Element | undefined;

/** Marks what a file would go into if it were dropped now; undefined takes the mark away. */
export function markDrop(element: Element | null | undefined): void {
  if (marked === element) return;
  marked?.removeAttribute('data-dropping');
  marked = element ?? undefined;
  marked?.setAttribute('data-dropping', 'true');
}

/** A file that is dropped beside everything that takes it would be opened by the browser in place of the page. */
export function guardDrops(): void {
  window.addEventListener('dragover', (event) => {
    if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return;
    markDrop(undefined);
    event.preventDefault();
    event.dataTransfer.dropEffect = 'none';
  });
  for (const end of ['drop', 'dragleave'] as const) {
    window.addEventListener(end, (event) => {
      // Leaving one element for another inside the page is no end.
      if (end === 'drop' || event.relatedTarget === null) markDrop(undefined);
    });
  }
}
