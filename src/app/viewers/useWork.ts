import { engine } from '#src/app/evaluation.ts';
import { currentDocument } from '#src/app/store.ts';
import { viewerTexts } from '#src/app/texts/viewers.ts';
import { useKnown } from '#src/app/useNodeState.ts';
import { ancestorsOf, type OutputRef, splitRef } from '#src/graph/document.ts';

/** " Closing 40 %": which module an output waits for at the moment, and how far that is. Empty where none tells, or nothing is asked. */
export function useWork(source: OutputRef | undefined): string {
  return useKnown(() => {
    if (source === undefined) return '';
    const document = currentDocument();
    for (const name of ancestorsOf(document, splitRef(source)[0])) {
      const state = engine.state(document, name);
      if (state.status === 'running' && state.progress > 0)
        return viewerTexts.status.work(name, Math.floor(100 * state.progress));
    }
    return '';
  });
}
