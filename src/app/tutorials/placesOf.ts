import { windowTexts } from '#src/app/texts/window.ts';
import { splitRef } from '#src/graph/document.ts';
import type { Goal } from './tutorial.ts';

type Found = Element | null | undefined;

/** The elements at which a goal is reached: the nearest to it that are on the screen now. */
export function placesOf(goal: Goal): readonly Element[] {
  switch (goal.kind) {
    case 'module':
      return first(withText('.module-browser-item', goal.module));
    case 'connection': {
      const [from, name] = splitRef(goal.from);
      const [to, input] = splitRef(goal.to);
      return [
        ...first(fieldRow(from, name), byTestId(`output-${goal.from}`), byTestId(`node-${from}`)),
        ...first(fieldRow(to, input), byTestId(`input-${goal.to}`), byTestId(`node-${to}`)),
      ];
    }
    case 'fields':
      return Object.keys(goal.values).flatMap((field) =>
        first(fieldRow(goal.node, field), byTestId(`node-${goal.node}`)),
      );
    case 'changed':
      return inViewer(goal.node, goal.tool) ?? first(byTestId(`node-${goal.node}`));
    case 'range':
      return first(fieldRow(goal.node, goal.field), byTestId(`node-${goal.node}`));
    case 'file': {
      const { file, sampleImages } = windowTexts.menus;
      const inDialog = byTestId(`sample-${goal.sample}`);
      if (inDialog) return [inDialog];
      const menu = first(withText('.menu-item', sampleImages), withText('.toolbar button', file));
      return [...first(byTestId(`node-${goal.node}`)), ...menu];
    }
    case 'window':
      return first(byTestId(`node-${goal.node}`));
    case 'inspected':
      return first(byTestId(`output-${goal.output}`));
    default:
      return goal satisfies never;
  }
}

function first(...elements: readonly Found[]): Element[] {
  const found = elements.find((element) => element);
  return found ? [found] : [];
}

function byTestId(id: string): Element | null {
  return document.querySelector(`[data-testid="${CSS.escape(id)}"]`);
}

function withText(selector: string, text: string): Element | undefined {
  return [...document.querySelectorAll(selector)].find((element) => element.textContent === text);
}

/** The row of a field in the open panel of a node. */
function fieldRow(node: string, field: string): Element | null {
  return document.querySelector(`[data-testid="${CSS.escape(`panel-${node}`)}"] tr[data-param="${CSS.escape(field)}"]`);
}

/** In the open viewer of a node the button of a tool, or, where it is pressed already or none is needed, the picture. */
function inViewer(node: string, tool: string | undefined): readonly Element[] | undefined {
  const viewer = byTestId(`viewer-${node}`);
  const button = [...(viewer?.querySelectorAll('[role="toolbar"] button') ?? [])].find(
    ({ textContent }) => textContent === tool,
  );
  if (button && button.getAttribute('aria-pressed') !== 'true') return [button];
  const picture = viewer?.querySelector('canvas');
  return picture ? [picture] : undefined;
}
