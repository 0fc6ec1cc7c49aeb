import { canvasTexts } from '#src/app/texts/canvas.tsx';
import { commonTexts } from '#src/app/texts/common.ts';
import type { Flow } from '#src/graph/document.ts';

const marks = {
  bypass: { icon: '⤳', text: commonTexts.bypassed, title: canvasTexts.module.bypassedTitle },
  off: { icon: '⊖', text: commonTexts.off, title: canvasTexts.module.offTitle },
} as const;

/** Says of a module that it does not run as it is. */
export function FlowMark({ flow }: { flow: Flow | undefined }) {
  if (!flow) return null;
  const { icon, text, title } = marks[flow];
  return (
    <span className="node-flow" title={title}>
      <span aria-hidden="true">{icon}</span>
      {text}
    </span>
  );
}

const states = { idle: '○', queued: '…', running: '▶', done: '✓', failed: '✖' } as const;

/** What is seen of a module from afar: its name and its state, large. */
export function FarNode({ name, status, flow }: { name: string; status: keyof typeof states; flow: Flow | undefined }) {
  return (
    <div className="node-far" aria-hidden="true">
      <span className="node-far-icon" data-status={flow ? undefined : status}>
        {flow ? marks[flow].icon : states[status]}
      </span>
      <span className="node-far-name">{name}</span>
    </div>
  );
}
