import { Profiler } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test, vi } from 'vitest';
import { Canvas } from '#src/app/canvas/Canvas.tsx';
import { openNetwork } from '#src/app/networks.ts';
import type { GraphNode } from '#src/graph/document.ts';

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

/** How often React draws anything of the canvas until a network of so many modules lies in its place. */
async function drawings(count: number): Promise<number> {
  openNetwork({ document: { version: 1, nodes: rows(count) }, fileName: `${count}.json` });
  const host = document.createElement('div');
  host.style.cssText = 'width: 800px; height: 600px';
  document.body.append(host);
  const root = createRoot(host);
  let drawn = 0;
  root.render(
    <Profiler id="canvas" onRender={() => drawn++}>
      <Canvas />
    </Profiler>,
  );
  await vi.waitUntil(() => host.querySelector('.canvas[data-fitting="false"]'), { timeout: 60_000 });
  await vi.waitUntil(() => host.querySelectorAll('.react-flow__edge').length === count - 1, { timeout: 60_000 });
  root.unmount();
  host.remove();
  return drawn;
}

test('a network of 200 modules is drawn no more often than one of ten until it lies in its place', {
  timeout: 120_000,
}, async () => {
  const few = await drawings(10);
  // Once a module told the library of its connectors, and each telling drew all modules: half a minute for 200.
  expect(await drawings(200)).toBeLessThan(few + 20);
});
