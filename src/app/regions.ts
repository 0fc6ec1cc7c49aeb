import type { Command } from './command.ts';
import { useApp } from './store.ts';
import { commandTexts } from './texts/commands.ts';

/** F6 goes through the parts of the window, as in most editors: between them lie up to hundreds of stops of the Tab key. */
export const regionCommands = {
  nextRegion: {
    id: 'nextRegion',
    isOfWindow: true,
    title: commandTexts.nextRegion,
    keys: ['F6'],
    do: () => goToRegion(1),
  },
  previousRegion: {
    id: 'previousRegion',
    isOfWindow: true,
    title: commandTexts.previousRegion,
    keys: ['Shift+F6'],
    do: () => goToRegion(-1),
  },
} as const satisfies Record<string, Command>;

/** Bars and docked windows, in the order of the page from left to right; what floats or is open over the page comes where it stands in it. */
const regions = '.toolbar, .tutorial, .dv-groupview, .history-list, .statusbar';

const stops =
  'button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea, a[href], summary, [tabindex="0"]';

/** What had the focus in a part when it was left. */
const lastIn = new WeakMap<Element, HTMLElement>();

function goToRegion(step: number): void {
  const all = [...document.querySelectorAll<HTMLElement>(regions)].filter(isSeen).sort(byPlace);
  const { activeElement } = document;
  const at = all.findIndex((region) => region.contains(activeElement));
  if (at >= 0 && activeElement instanceof HTMLElement) lastIn.set(all[at], activeElement);
  for (let n = 1; n <= all.length; n++) {
    const region = all[(Math.max(at, step > 0 ? -1 : 0) + n * step + n * all.length) % all.length];
    const stop = stopOf(region);
    stop?.focus();
    if (stop && stop === document.activeElement) return;
  }
}

/** Where the keys are wanted in a part: where they were, in the network on the selected module, else at its first stop. */
function stopOf(region: HTMLElement): HTMLElement | undefined {
  if (region.querySelector('.canvas')) return networkStop(region);
  const last = lastIn.get(region);
  if (last?.isConnected && region.contains(last) && isSeen(last)) return last;
  const content = region.querySelector<HTMLElement>('.dv-content-container') ?? region;
  return workStop(content) ?? firstStop(region);
}

function networkStop(region: HTMLElement): HTMLElement | undefined {
  const [name] = useApp.getState().selection;
  const node = name && region.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(name)}"]`);
  return node || (region.querySelector<HTMLElement>('[data-canvas-focus]') ?? undefined);
}

/** How long a window that was asked for may take to come, milliseconds. */
const patience = 2000;

/** Gives the focus to a window that was opened by key, as soon as it is there; not if the focus went elsewhere meanwhile. */
export function focusWindow(testId: string): void {
  const from = document.activeElement;
  const start = performance.now();
  const look = () => {
    if (document.activeElement !== from || performance.now() - start > patience) return;
    const content = document.querySelector<HTMLElement>(`[data-testid="${CSS.escape(testId)}"]`);
    const stop = content && isSeen(content) ? workStop(content) : undefined;
    if (stop) stop.focus();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Where one works in a window: in the picture of a viewer, at the first field of a panel, at the present step of the history; else its first stop. */
function workStop(content: HTMLElement): HTMLElement | undefined {
  const wanted = content.querySelectorAll<HTMLElement>(
    'canvas[tabindex="0"], .param-value :is(input, select), [aria-current="step"]',
  );
  return [...wanted].find(isSeen) ?? firstStop(content);
}

function firstStop(within: HTMLElement): HTMLElement | undefined {
  return [...within.querySelectorAll<HTMLElement>(stops)].find(
    (stop) => isSeen(stop) && stop.getAttribute('tabindex') !== '-1',
  );
}

function isSeen(element: HTMLElement): boolean {
  return element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
}

/** From the top bar to the lowest, and between them from left to right, each column from its top. */
function byPlace(a: HTMLElement, b: HTMLElement): number {
  const [first, second] = [a.getBoundingClientRect(), b.getBoundingClientRect()];
  const isBar = (element: HTMLElement) => !element.matches('.dv-groupview, .history-list');
  if (isBar(a) || isBar(b)) return first.top - second.top;
  return first.left - second.left || first.top - second.top;
}
