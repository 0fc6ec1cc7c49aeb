import type { GraphDocument } from '#src/graph/document.ts';
import { nodesOf } from '#src/graph/document.ts';
import { engine } from './evaluation.ts';
import { logMessage, splitSuggestion, useMessages } from './messages.ts';

/**
 * Makes messages of modules that have failed without a run, as one whose file is missing; what a run said is there already.
 * One that was cleared comes again when the module fails anew.
 */
export function logFailures(document: GraphDocument): void {
  for (const [name] of nodesOf(document)) {
    const state = engine.state(document, name);
    if (state.status !== 'failed' || state.error.node !== name) continue;
    const { message } = state.error;
    const { text } = splitSuggestion(message);
    const isLogged = useMessages
      .getState()
      .messages.some((each) => each.node === name && each.level === 'error' && each.text === text);
    if (!isLogged) logMessage('error', message, { node: name });
  }
}
