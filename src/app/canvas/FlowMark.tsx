import type { Flow } from '#src/graph/document.ts';

const marks = {
  bypass: { icon: '⤳', text: 'bypassed', title: 'Bypassed: what arrives at its first input of the type goes on' },
  off: { icon: '⊖', text: 'off', title: 'Switched off: as if it were not there' },
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
