import { describeState } from '#src/app/describeState.ts';
import { dock } from '#src/app/dockLayout.ts';
import { bytesText, durationText } from '#src/app/format.ts';
import { filterMessages, splitSuggestion } from '#src/app/messages.ts';
import { type NodeRuns, useNodeRuns } from '#src/app/runLog.ts';
import { runAgain, select, useApp } from '#src/app/store.ts';
import { commonTexts } from '#src/app/texts/common.ts';
import { inspectorTexts } from '#src/app/texts/inspectors.ts';
import { useNodeState } from '#src/app/useNodeState.ts';
import type { InputImage } from '#src/engine/observe.ts';
import type { NodeState } from '#src/engine/states.ts';
import { nodeOf } from '#src/graph/document.ts';
import { sizeText } from '#src/image/affine.ts';
import { ForecastText } from './ForecastText.tsx';

/** All that is known of what a node does and did: state, what is wrong and what to do, its images, runs, and why it ran. */
export function NodeDetails({ node, onLeave }: { readonly node: string; readonly onLeave?: () => void }) {
  const exists = useApp((state) => nodeOf(state.history.present, node) !== undefined);
  const state = useNodeState(node);
  const runs = useNodeRuns(node);
  if (!exists) return <p className="panel-muted">{commonTexts.moduleIsGone(node)}</p>;
  const { icon, title } = describeState(node, withoutWarnings(state), false);
  return (
    <div className="details">
      <p className="details-state">
        <span aria-hidden="true">{icon}</span> {state.status === 'failed' ? commonTexts.failed : title}
      </p>
      <Problems node={node} state={state} />
      <dl className="facts">
        {runs.images.length > 0 && (
          <Fact label={commonTexts.inputs}>
            {runs.images.map((image) => (
              <div key={image.input}>{imageText(image)}</div>
            ))}
          </Fact>
        )}
        <Fact label={commonTexts.runs}>{runsText(runs)}</Fact>
        {runs.runs + runs.parts > 0 && (
          <Fact label={commonTexts.lastRun}>
            {inspectorTexts.details.took(durationText(runs.ms), bytesText(runs.bytes))}
          </Fact>
        )}
        {runs.why.length > 0 && (
          <Fact label={commonTexts.whyItRan}>
            {runs.why.map((why) => (
              <div key={why}>{why}</div>
            ))}
          </Fact>
        )}
        <ForecastText node={node} />
      </dl>
      <div className="details-actions">
        {state.status === 'failed' && (
          <button type="button" className="button" onClick={runAgain}>
            {commonTexts.runAgain}
          </button>
        )}
        <button
          type="button"
          className="button"
          onClick={() => {
            filterMessages(node);
            dock.show('messages');
            onLeave?.();
          }}
        >
          {commonTexts.messages}
        </button>
        {onLeave && (
          <button
            type="button"
            className="button"
            onClick={() => {
              select([node]);
              dock.show('moduleInspector');
              onLeave();
            }}
          >
            {commonTexts.moduleInspector}
          </button>
        )}
      </div>
    </div>
  );
}

/** A line of the list of facts. */
export function Fact({ label, children }: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** "Image 181×217×181 uint8" */
export function imageText({ input, size, type }: InputImage): string {
  return `${input} ${sizeText(size)} ${type}`;
}

function withoutWarnings(state: NodeState): NodeState {
  return state.status === 'done' ? { ...state, warnings: [] } : state;
}

function Problems({ node, state }: { readonly node: string; readonly state: NodeState }) {
  if (state.status === 'failed') {
    const { error } = state;
    const { text, suggestion } = splitSuggestion(error.message);
    return (
      <div className="panel-message" role="alert">
        {error.node !== node && <strong>{error.node}: </strong>}
        {text}
        {suggestion && <p className="details-suggestion">→ {suggestion}</p>}
      </div>
    );
  }
  if (state.status !== 'done') return null;
  return state.warnings.map((warning) => {
    const { text, suggestion } = splitSuggestion(warning);
    return (
      <div key={warning} className="panel-message" data-kind="warning">
        {text}
        {suggestion && <p className="details-suggestion">→ {suggestion}</p>}
      </div>
    );
  });
}

function runsText({ runs, parts, hits, failures }: NodeRuns): string {
  const texts = [
    runs > 0 && inspectorTexts.details.wholeRuns(runs),
    parts > 0 && inspectorTexts.details.sliceRuns(parts),
    failures > 0 && inspectorTexts.details.failures(failures),
    hits > 0 && inspectorTexts.details.answers(hits),
  ].filter(Boolean);
  return texts.length > 0 ? texts.join(', ') : inspectorTexts.details.noRuns;
}
