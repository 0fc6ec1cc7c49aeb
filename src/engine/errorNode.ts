import { ancestorsOf, type GraphDocument } from '#src/graph/document.ts';
import type { Plan } from './key.ts';
import type { EvaluationError } from './states.ts';

/** A run is shared by all nodes of one key, of whatever name: the error as this document calls the node, seen from the one asked. */
export function withNodeOf(
  document: GraphDocument,
  plan: Plan,
  asked: string,
  error: EvaluationError,
): EvaluationError {
  if (error.key === undefined) return error;
  for (const name of ancestorsOf(document, asked)) {
    const planned = plan.get(name);
    if (planned?.status !== 'ready' || planned.key !== error.key) continue;
    return name === error.node ? error : { ...error, node: name };
  }
  return error;
}
