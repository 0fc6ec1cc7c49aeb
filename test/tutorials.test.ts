import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { produce } from 'immer';
import { describe, expect, test } from 'vitest';
import { modules } from '#modules/index.ts';
import { examples } from '#src/app/examples.ts';
import { editTowards, whatIsMissing } from '#src/app/tutorials/goals.ts';
import type { Goal } from '#src/app/tutorials/tutorial.ts';
import { tutorials } from '#src/app/tutorials/tutorials.ts';
import { emptyDocument, type GraphDocument, nodeOf, own, splitRef, whyNotConnect } from '#src/graph/document.ts';
import { parseGraph } from '#src/graph/file.ts';
import { whyNotValue } from '#src/graph/params.ts';

const folder = resolve(import.meta.dirname, '../graphs');
const filesIn = (name: string, suffix: string) =>
  readdirSync(resolve(folder, name)).filter((file) => file.endsWith(suffix));

/** The document and what is inspected, after "Show me" of a goal. */
function after(goal: Goal, document: GraphDocument): Parameters<typeof whatIsMissing>[1] {
  const edited = produce(document, (draft) => editTowards(goal)?.(draft));
  const open = edited.view?.open ?? [];
  const opened = goal.kind === 'window' ? [...open, { node: goal.node, kind: goal.panel }] : open;
  return {
    document: { ...edited, view: { open: opened } },
    inspected: goal.kind === 'inspected' ? goal.output : undefined,
  };
}

/** Why a goal cannot be reached by hand: a name that no module has, a value that the panel refuses. */
function whyImpossible(goal: Goal, document: GraphDocument): string | undefined {
  if (goal.kind === 'module') return modules.has(goal.module) ? undefined : `there is no module ${goal.module}`;
  if (goal.kind === 'connection') return whyNotConnect(document, modules, goal.from, ...splitRef(goal.to));
  if (goal.kind === 'inspected') {
    const [name, output] = splitRef(goal.output);
    const module = modules.get(nodeOf(document, name)?.module ?? '');
    return module && own(module.outputs, output) ? undefined : `${goal.output} is no output`;
  }
  const module = modules.get(nodeOf(document, goal.node)?.module ?? '');
  if (!module) return `there is no ${goal.node} at this step`;
  const values =
    goal.kind === 'fields'
      ? goal.values
      : goal.kind === 'changed'
        ? { ...goal.show, [goal.field]: goal.from }
        : goal.kind === 'range'
          ? { [goal.field]: goal.show }
          : {};
  for (const [name, value] of Object.entries(values)) {
    const param = own(module.params, name);
    const why = param ? whyNotValue(param, value) : `${module.id} has no field ${name}`;
    if (why !== undefined) return why;
  }
  return undefined;
}

test('every tutorial file is in the list, every tutorial in the gallery, and every network too', () => {
  expect(
    Object.keys(tutorials)
      .map((name) => `${name}.json`)
      .toSorted(),
  ).toEqual(filesIn('tutorials', '.json').toSorted());
  expect(examples.flatMap(({ tutorial }) => tutorial ?? []).toSorted()).toEqual(Object.keys(tutorials).toSorted());
  expect(examples.map(({ fileName }) => fileName).toSorted()).toEqual(filesIn('.', '.json').toSorted());
  for (const { title, teaches, minutes } of examples) {
    expect(title.length).toBeGreaterThan(3);
    expect(teaches).toMatch(/^[A-Z].*\.$/);
    expect(minutes).toBeGreaterThan(0);
  }
});

describe.each(Object.entries(tutorials))('The tutorial %s', (_, { graph, steps }) => {
  test('can be gone through: each step asks for something that is not so yet, and Show me makes it so', () => {
    const start = examples.find(({ fileName }) => fileName === graph);
    const parsed = start && parseGraph(start.text, modules);
    let reached: Parameters<typeof whatIsMissing>[1] = {
      document: parsed?.ok ? parsed.document : emptyDocument,
      inspected: undefined,
    };
    expect(start === undefined).toBe(graph === undefined);
    for (const [n, { text, goals }] of steps.entries()) {
      expect(text.length, `step ${n + 1}`).toBeGreaterThan(20);
      for (const goal of goals) {
        const where = `step ${n + 1}, ${JSON.stringify(goal)}`;
        expect(whyImpossible(goal, reached.document), where).toBeUndefined();
        expect(whatIsMissing(goal, reached), where).toMatch(/\.$/);
        reached = after(goal, reached.document);
        expect(whatIsMissing(goal, reached), where).toBeUndefined();
      }
      const inspected = goals.findLast(({ kind }) => kind === 'inspected');
      const end = { ...reached, inspected: inspected?.kind === 'inspected' ? inspected.output : undefined };
      // No goal of a step undoes another one of it.
      for (const goal of goals) expect(whatIsMissing(goal, end), `the end of step ${n + 1}`).toBeUndefined();
    }
  });
});

test('What is missing is said with names and values', () => {
  const inspected = undefined;
  const start = after({ kind: 'module', node: 'Threshold', module: 'Threshold', at: { x: 0, y: 0 } }, emptyDocument);
  const missing = (goal: Goal) => whatIsMissing(goal, { document: start.document, inspected });
  expect(missing({ kind: 'fields', node: 'Threshold', values: { threshold: 60 } })).toBe(
    'Threshold of Threshold is 0, not 60.',
  );
  expect(missing({ kind: 'fields', node: 'Threshold', values: { comparisonOperator: 'LessEqual' } })).toMatch(
    /^Comparison of Threshold is ".*", not ".*"\.$/,
  );
  expect(missing({ kind: 'connection', from: 'LocalImage.outImage', to: 'Threshold.input0' })).toBe(
    'Nothing is connected to Threshold.input0 yet: it takes LocalImage.outImage.',
  );
  expect(missing({ kind: 'fields', node: 'Mask', values: { background: -1000 } })).toBe(
    'There is no module named Mask: an earlier step adds it.',
  );
  expect(missing({ kind: 'window', node: 'Threshold', panel: 'panel' })).toBe('The panel of Threshold is not open.');
  expect(missing({ kind: 'inspected', output: 'Threshold.output0' })).toBe(
    'The Output Inspector shows nothing, not Threshold.output0.',
  );
});
