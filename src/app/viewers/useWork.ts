import { useState } from 'react';
import { engine } from '#src/app/evaluation.ts';
import { currentDocument } from '#src/app/store.ts';
import { viewerTexts } from '#src/app/texts/viewers.ts';
import { useKnown } from '#src/app/useNodeState.ts';
import { ancestorsOf, type GraphDocument, type OutputRef, splitRef } from '#src/graph/document.ts';

/** " Closing 40 %": which module an output waits for at the moment, and how far that is. Empty where none tells, or nothing is asked. */
export function useWork(source: OutputRef | undefined): string {
  const [ancestors] = useState(rememberedAncestors);
  return useKnown(() => {
    if (source === undefined) return '';
    const document = currentDocument();
    for (const name of ancestors(document, splitRef(source)[0])) {
      const state = engine.state(document, name);
      if (state.status === 'running' && state.progress > 0)
        return viewerTexts.status.work(name, Math.floor(100 * state.progress));
    }
    return '';
  });
}

/** `ancestorsOf` that walks anew only after an edit: it is asked at each progress, and a network may have hundreds of nodes. */
function rememberedAncestors(): typeof ancestorsOf {
  let last: { readonly nodes: GraphDocument['nodes']; readonly name: string; readonly found: Set<string> } | undefined;
  return (document, name) => {
    if (last?.nodes !== document.nodes || last.name !== name) {
      last = { nodes: document.nodes, name, found: ancestorsOf(document, name) };
    }
    return last.found;
  };
}
