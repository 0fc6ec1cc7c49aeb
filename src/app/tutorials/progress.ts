import { create } from 'zustand';
import { canvasView } from '#src/app/canvas/canvasView.ts';
import { examples } from '#src/app/examples.ts';
import { newGraph, openExample } from '#src/app/graphFiles.ts';
import { edit, inspect, openPanel, useApp } from '#src/app/store.ts';
import type { OutputRef } from '#src/graph/document.ts';
import { editTowards, type Reached, whatIsMissing } from './goals.ts';
import type { Goal, Step, Tutorial } from './tutorial.ts';
import { tutorials } from './tutorials.ts';

/** Where someone is in the tutorials; kept by the browser, so that it can be gone on with another day. */
interface Progress {
  /** The tutorial that is open. */
  readonly current: string | undefined;
  /** By tutorial, the step that comes next; the number of steps when all are done. */
  readonly steps: Readonly<Partial<Record<string, number>>>;
  /** Whether what a newcomer is told was closed. */
  readonly isWelcomed: boolean;
}

const storageKey = 'voxgraph-tutorials';

export const useProgress = create<Progress>(restored);

useProgress.subscribe((progress) => {
  try {
    localStorage.setItem(storageKey, JSON.stringify(progress));
  } catch {
    // A browser that keeps nothing forgets the place; the tutorial itself goes on.
  }
});

function restored(): Progress {
  try {
    const { current, steps, isWelcomed } = JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Partial<Progress>;
    const sound = Object.entries(steps ?? {}).filter(
      ([id, step]) => Object.hasOwn(tutorials, id) && Number.isSafeInteger(step) && Number(step) >= 0,
    );
    const isKnown = current !== undefined && Object.hasOwn(tutorials, current);
    return {
      current: isKnown ? current : undefined,
      steps: Object.fromEntries(sound),
      isWelcomed: isWelcomed === true,
    };
  } catch {
    return { current: undefined, steps: {}, isWelcomed: false };
  }
}

/** The step of a tutorial that is shown, from 0; the last one when all are done. */
export function stepOf(progress: Progress, id: string): number {
  return Math.min(progress.steps[id] ?? 0, tutorials[id].steps.length - 1);
}

/** What goals are judged by, now. */
export function reachedNow(): Reached {
  const { history, inspected } = useApp.getState();
  return { document: history.present, inspected: inspected as OutputRef | undefined };
}

/** Begins a tutorial with its network. */
export function startTutorial(id: string): void {
  openStart(tutorials[id]);
  useProgress.setState(({ steps }) => ({ current: id, steps: { ...steps, [id]: 0 } }));
}

/** Goes on where it was left: in the open network if it is the one, else in a new one in which the steps before are done. */
export function resumeTutorial(id: string): void {
  const tutorial = tutorials[id];
  const before = tutorial.steps.slice(0, stepOf(useProgress.getState(), id)).flatMap(({ goals }) => goals);
  const modules = before.filter(({ kind }) => kind === 'module');
  if (modules.some((goal) => whatIsMissing(goal, reachedNow()) !== undefined)) {
    openStart(tutorial);
    reach(before);
  }
  useProgress.setState({ current: id });
}

function openStart({ graph }: Tutorial): void {
  const example = examples.find(({ fileName }) => fileName === graph);
  if (example) openExample(example);
  else newGraph();
}

export function leaveTutorial(): void {
  useProgress.setState({ current: undefined });
}

/** Goes to another step; from the last one it leaves the tutorial, which is then done. */
export function goToStep(id: string, step: number): void {
  const isDone = step >= tutorials[id].steps.length;
  useProgress.setState(({ steps, current }) => ({
    current: isDone ? undefined : current,
    steps: { ...steps, [id]: Math.max(0, step) },
  }));
}

/** Does what a step asks for, as one undo step. */
export function showMe({ goals }: Step): void {
  reach(goals);
}

function reach(goals: readonly Goal[]): void {
  edit((draft) => {
    for (const goal of goals) {
      const reached = { document: draft as Reached['document'], inspected: undefined };
      if (whatIsMissing(goal, reached) !== undefined) editTowards(goal)?.(draft);
    }
  });
  // What was added is in sight; the network has its new size after the next frame.
  if (goals.some(({ kind }) => kind === 'module'))
    requestAnimationFrame(() => requestAnimationFrame(() => canvasView.fit()));
  for (const goal of goals) {
    if (goal.kind === 'window') openPanel(goal.node, goal.panel);
    if (goal.kind === 'inspected') inspect(goal.output);
  }
}
