import { Profiler } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test, vi } from 'vitest';
import { Canvas } from '#src/app/canvas/Canvas.tsx';
import { portion } from '#src/app/canvas/portions.ts';
import { openNetwork } from '#src/app/networks.ts';
import { edit, select, undo, useApp } from '#src/app/store.ts';
import type { GraphNode } from '#src/graph/document.ts';
import { removeNodes } from '#src/graph/edit.ts';

/** Modules in rows, each fed by the one before it. */
function rows(count: number): Record<string, GraphNode> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, n): [string, GraphNode] => [
      `M${n}`,
      {
        module: 'Threshold',
        moduleVersion: 1,
        position: { x: 210 * (n % 20), y: -110 * Math.floor(n / 20) },
        params: {},
        inputs: n > 0 ? { input0: `M${n - 1}.output0` } : {},
      },
    ]),
  );
}

/** The canvas of the page under test, 800 pixels wide. */
function canvasWith(onRender: () => void): { readonly host: HTMLElement; readonly end: () => void } {
  const host = document.createElement('div');
  host.style.cssText = 'width: 800px; height: 600px';
  document.body.append(host);
  const root = createRoot(host);
  root.render(
    <Profiler id="canvas" onRender={onRender}>
      <Canvas />
    </Profiler>,
  );
  const end = () => {
    root.unmount();
    host.remove();
  };
  return { host, end };
}

/** How often React draws anything of the canvas until a network of so many modules lies in its place. */
async function drawings(count: number): Promise<number> {
  openNetwork({ document: { version: 1, nodes: rows(count) }, fileName: `${count}.json` });
  let drawn = 0;
  const { host, end } = canvasWith(() => drawn++);
  await vi.waitUntil(() => host.querySelector('.canvas[data-fitting="false"]'), { timeout: 60_000 });
  await vi.waitUntil(() => host.querySelectorAll('.react-flow__edge').length === count - 1, { timeout: 60_000 });
  end();
  return drawn;
}

test('a network of 200 modules is drawn no more often than one of ten until it lies in its place', {
  timeout: 120_000,
}, async () => {
  const few = await drawings(10);
  // Once a module told the library of its connectors, and each telling drew all modules: half a minute for 200.
  expect(await drawings(200)).toBeLessThan(few + 20 + 5 * Math.ceil(200 / portion));
});

/** Counts the modules that come and go, by frames, until `isDone`; gives the most in one. */
async function mostInAFrame(host: HTMLElement, change: () => void, isDone: () => boolean): Promise<number> {
  let now = 0;
  let most = 0;
  const isNode = (node: Node) => node instanceof Element && node.classList.contains('react-flow__node');
  const observer = new MutationObserver((records) => {
    for (const { addedNodes, removedNodes } of records) now += [...addedNodes, ...removedNodes].filter(isNode).length;
  });
  observer.observe(host, { childList: true, subtree: true });
  let isOver = false;
  const count = () => {
    most = Math.max(most, now);
    now = 0;
    if (!isOver) requestAnimationFrame(count);
  };
  requestAnimationFrame(count);
  change();
  await vi.waitUntil(isDone, { timeout: 60_000 });
  isOver = true;
  observer.disconnect();
  return Math.max(most, now);
}

test('hundreds of modules that are opened, deleted and brought back at once come and go in portions, in the order of the network', {
  timeout: 120_000,
}, async () => {
  openNetwork({ document: { version: 1, nodes: {} }, fileName: 'empty.json' });
  const { host, end } = canvasWith(() => {});
  const names = () => [...host.querySelectorAll<HTMLElement>('.react-flow__node')].map(({ dataset }) => dataset.id);
  const wires = () => host.querySelectorAll('.react-flow__edge').length;
  await vi.waitUntil(() => host.querySelector('.react-flow__pane'));
  const all = Object.keys(rows(190));
  const isAllThere = () => names().length === 190 && wires() === 189;
  const isNothingThere = () => names().length === 0;
  const open = () => openNetwork({ document: { version: 1, nodes: rows(190) }, fileName: 'many.json' });
  const most = [
    await mostInAFrame(host, open, isAllThere),
    await mostInAFrame(host, () => edit(removeNodes(all)), isNothingThere),
    await mostInAFrame(host, undo, isAllThere),
  ];
  expect(Math.max(...most)).toBeLessThan(30);
  expect(names()).toEqual(all);
  end();
});

test('a module that was deleted cannot be selected while it waits to leave the canvas', {
  timeout: 60_000,
}, async () => {
  openNetwork({ document: { version: 1, nodes: rows(60) }, fileName: 'sixty.json' });
  const { host, end } = canvasWith(() => {});
  const nodes = () => host.querySelectorAll<HTMLElement>('.react-flow__node');
  await vi.waitUntil(() => nodes().length === 60);
  select([]);
  edit(removeNodes(Object.keys(rows(60))));
  await vi.waitUntil(() => nodes().length < 60, { interval: 1 });
  expect(nodes().length).toBeGreaterThan(0);
  nodes()[0].click();
  expect(useApp.getState().selection).toEqual([]);
  await vi.waitUntil(() => nodes().length === 0);
  end();
});
