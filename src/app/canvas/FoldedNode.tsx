import type { Node, NodeProps } from '@xyflow/react';
import { Handle, Position } from '@xyflow/react';
import { memo, useSyncExternalStore } from 'react';
import { modules } from '#modules/index.ts';
import { engine } from '#src/app/evaluation.ts';
import { foldGroups } from '#src/app/frameActions.ts';
import { Icon } from '#src/app/Icon.tsx';
import { inspect, useApp, useDocument } from '#src/app/store.ts';
import { canvasTexts } from '#src/app/texts/canvas.tsx';
import type { GraphDocument, OutputRef } from '#src/graph/document.ts';
import { nodeOf, own, splitRef } from '#src/graph/document.ts';
import { membersOf } from '#src/graph/frames.ts';
import { isDrawn } from './connectorShape.ts';
import { FieldEnds } from './FieldEnds.tsx';
import { thingOf } from './flowIds.ts';
import { type FoldedPorts, foldedPorts } from './foldedPorts.ts';
import { GroupTitle } from './GroupTitle.tsx';
import { useConnectorUpdate } from './useConnectorUpdate.ts';

/** A group as one box, with a connector for each of its connections to the outside. */
export const FoldedNode = memo(function FoldedNode({ id }: NodeProps<Node>) {
  const group = thingOf(id).id;
  const document = useDocument();
  const content = useApp((state) => own(state.history.present.groups ?? {}, group));
  const names = membersOf(document, group);
  const state = useSyncExternalStore(engine.subscribe, () => stateText(document, names));
  const ports = shownPorts(document, foldedPorts(document, group));
  useConnectorUpdate(id, [...ports.outputs, '|', ...ports.inputs].join(' '));
  if (!content) return null;
  return (
    <div className="folded node" data-colour={content.colour} data-testid={`folded-${group}`}>
      <Ports refs={ports.outputs} side="output" />
      <div className="node-head">
        <button
          type="button"
          className="icon-button nodrag"
          aria-label={canvasTexts.group.unfoldNamed(content.title)}
          title={canvasTexts.group.unfold}
          onClick={() => foldGroups([group])}
        >
          <Icon name="right" />
        </button>
        <GroupTitle group={group} title={content.title} />
      </div>
      <div className="node-body">
        <span className="node-summary" title={names.join(', ')}>
          {canvasTexts.group.count(names.length)}
        </span>
        <span className="node-state">{state}</span>
      </div>
      <Ports refs={ports.inputs} side="input" />
      <FieldEnds node={id} />
    </div>
  );
});

function Ports({ refs, side }: { refs: readonly OutputRef[]; side: 'input' | 'output' }) {
  return refs.map((ref, n) => (
    <Handle
      key={ref}
      id={ref}
      type={side === 'output' ? 'source' : 'target'}
      position={side === 'output' ? Position.Top : Position.Bottom}
      style={{ left: `${(100 * (n + 1)) / (refs.length + 1)}%` }}
      data-shape="triangle"
      data-testid={`${side}-${ref}`}
      title={canvasTexts.group.port(ref)}
      onClick={() => inspectEnd(ref, side)}
    />
  ));
}

function inspectEnd(ref: OutputRef, side: 'input' | 'output'): void {
  const [name, input] = splitRef(ref);
  const source = side === 'output' ? ref : nodeOf(useApp.getState().history.present, name)?.inputs[input];
  if (source) inspect(source);
}

/** Without fields: their connections end at the side, as at a module. */
function shownPorts(document: GraphDocument, { outputs, inputs }: FoldedPorts): FoldedPorts {
  const isPort = (ref: OutputRef, side: 'inputs' | 'outputs') => {
    const [name, port] = splitRef(ref);
    return isDrawn(modules.get(nodeOf(document, name)?.module ?? ''), side, port);
  };
  return {
    outputs: outputs.filter((ref) => isPort(ref, 'outputs')),
    inputs: inputs.filter((ref) => isPort(ref, 'inputs')),
  };
}

/** What the modules of a group do, by icon and text: the worst of it. */
function stateText(document: GraphDocument, names: readonly string[]): string {
  const count = { failed: 0, running: 0, queued: 0, done: 0, idle: 0 };
  for (const name of names) count[engine.state(document, name).status]++;
  if (count.failed > 0) return canvasTexts.group.errors(count.failed);
  if (count.running > 0) return canvasTexts.group.runs;
  if (count.queued > 0) return canvasTexts.group.waits;
  return count.done === names.length ? canvasTexts.group.done : canvasTexts.group.notRun;
}
