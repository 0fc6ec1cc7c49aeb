import { createRoot } from 'react-dom/client';
import { expect, test, vi } from 'vitest';
import { CrashBoundary } from '#src/app/CrashBoundary.tsx';
import { openNetwork } from '#src/app/networks.ts';
import { useApp } from '#src/app/store.ts';

/** Fails while the network has modules, as an editor may that one of them defeats. */
function Editor() {
  const count = useApp((state) => Object.keys(state.history.present.nodes).length);
  if (count > 0) throw new Error('this network cannot be drawn');
  return <p>drawn</p>;
}

test('an editor that fails to draw a network says so, hands it out, and begins again with an empty one', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const node = { module: 'Mask', moduleVersion: 1, position: { x: 0, y: 0 }, params: {}, inputs: {} };
  openNetwork({ document: { version: 1, nodes: { Mask: node } }, fileName: 'hard.json' });
  const host = document.createElement('div');
  document.body.append(host);
  const root = createRoot(host);
  root.render(
    <CrashBoundary>
      <Editor />
    </CrashBoundary>,
  );
  await vi.waitUntil(() => host.textContent?.includes('this network cannot be drawn'));
  const button = (name: string) => [...host.querySelectorAll('button')].find((each) => each.textContent === name);
  expect(button('Download hard.json')).toBeDefined();
  button('Empty network')?.click();
  await vi.waitUntil(() => host.textContent === 'drawn');
  root.unmount();
  host.remove();
});
