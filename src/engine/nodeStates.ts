import { type GraphDocument, maxNodes } from '#src/graph/document.ts';
import { withNodeOf } from './errorNode.ts';
import type { Plan, PlannedNode } from './key.ts';
import { setNewest } from './newest.ts';
import type { NodeState, States } from './states.ts';
import { idle, isSameState } from './states.ts';

/**
 * What nodes of documents do, told from the states of their keys: the same object as long as nothing has changed, also from one document
 * to the next, so that an edit draws no module anew that it does not concern.
 */
export function createNodeStates(
  planOf: (document: GraphDocument) => Plan,
  states: States,
): (document: GraphDocument, name: string) => NodeState {
  /** By node, the state of its key and what was told for it, so that the same question gives the same object. */
  const told = new WeakMap<Plan, Map<string, { readonly from: NodeState; readonly to: NodeState }>>();
  /** By node what was told last, of whatever document. */
  const toldLast = new Map<string, NodeState>();

  function toldOf(plan: Plan) {
    const known = told.get(plan) ?? new Map<string, { readonly from: NodeState; readonly to: NodeState }>();
    told.set(plan, known);
    return known;
  }

  function stateOf(document: GraphDocument, plan: Plan, name: string, planned: PlannedNode): NodeState {
    if (planned.status !== 'ready') {
      const { node, message } = planned;
      if (planned.status === 'broken') return { status: 'failed', error: { node, message } };
      return { status: 'idle', hint: node === name ? message : `Waits for ${node}: ${message}` };
    }
    const state = states.get(planned.key) ?? idle;
    if (state.status !== 'failed') return state;
    const error = withNodeOf(document, plan, name, state.error);
    return error === state.error ? state : { status: 'failed', error };
  }

  return (document, name) => {
    const plan = planOf(document);
    const planned = plan.get(name);
    if (!planned) return idle;
    const from = planned.status === 'ready' ? (states.get(planned.key) ?? idle) : idle;
    const known = toldOf(plan);
    const last = known.get(name);
    if (last?.from === from) return last.to;
    const found = stateOf(document, plan, name, planned);
    const before = toldLast.get(name);
    const to = before && isSameState(before, found) ? before : found;
    known.set(name, { from, to });
    setNewest(toldLast, name, to, maxNodes);
    return to;
  };
}
