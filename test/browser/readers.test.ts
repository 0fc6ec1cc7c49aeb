import { afterEach, expect, test } from 'vitest';
import { createEngine, type Engine } from '#src/engine/engine.ts';
import { executeInWorker } from '#src/engine/executeInWorker.ts';
import type { GraphDocument } from '#src/graph/document.ts';
import { workerModules } from './workerModules.ts';

const open: Engine[] = [];
afterEach(() => {
  for (const engine of open.splice(0)) engine.dispose();
});

/** An engine whose files hold one byte, and whose readers may be silent for 0.7 s. */
function engineOf(byte: number, settings?: () => unknown): Engine {
  const createWorker = () => new Worker(new URL('./moduleWorker.ts', import.meta.url), { type: 'module' });
  const executor = executeInWorker({ size: 1, createWorker, silentMs: 700, settings });
  const openFile = async () => new Blob([Uint8Array.of(byte)]);
  const engine = createEngine({ modules: workerModules, executor, openFile, budget: 2 ** 26 });
  open.push(engine);
  return engine;
}

const one = (module: string, params = {}): GraphDocument => ({
  version: 1,
  nodes: { Node: { module, moduleVersion: 1, position: { x: 0, y: 0 }, params, inputs: {} } },
});
const reading = one('HangingReader', { name: { name: 'odd.dcm', hash: '0'.repeat(64) } });

test('a reader that hangs is ended with an error on its node, and the page goes on', async () => {
  const engine = engineOf(0);
  expect(await engine.evaluate(reading, 'Node.text')).toMatchObject({
    ok: false,
    error: {
      node: 'Node',
      message: expect.stringMatching(/^The computation broke off: reading odd\.dcm came no further for 0\.7 s/),
    },
  });
  expect(engine.state(reading, 'Node').status).toBe('failed');
  expect((await engine.evaluate(one('Name'), 'Node.text')).ok).toBe(true);
});

test('a reader that is slow but comes on is waited for', async () => {
  expect(await engineOf(1).evaluate(reading, 'Node.text')).toEqual({ ok: true, value: 'read' });
});

test('a task finds what the page has set when it was sent', async () => {
  let bytes = 1;
  const engine = engineOf(0, () => ({ imageBytes: bytes }));
  expect(await engine.evaluate(one('Set'), 'Node.text')).toEqual({ ok: true, value: '{"imageBytes":1}' });
  bytes = 2;
  engine.retain([]);
  expect(await engine.evaluate(one('Set'), 'Node.text')).toEqual({ ok: true, value: '{"imageBytes":2}' });
});
