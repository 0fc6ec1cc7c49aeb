const waiting: (() => void)[] = [];
let isTaken = false;

/**
 * Runs work at once; what comes more within the same task runs in tasks of its own, one after the other. Answers that arrive together, such as
 * those of three planes of one image, would else be rendered one after the other while the page waits for all of them.
 */
export function inTurn(work: () => void): void {
  if (isTaken) {
    waiting.push(work);
    return;
  }
  isTaken = true;
  setTimeout(giveWay);
  work();
}

function giveWay(): void {
  isTaken = false;
  const next = waiting.shift();
  if (next) inTurn(next);
}
