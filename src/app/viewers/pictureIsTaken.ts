/** Where a page lies in the background its pictures are not taken, ms. */
const longest = 300;

/** Resolves when the browser has taken what is on the page's canvases now, which it does behind its next picture. */
export function pictureIsTaken(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, longest);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      setTimeout(resolve);
    });
  });
}
