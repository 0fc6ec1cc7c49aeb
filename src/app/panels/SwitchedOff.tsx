import { inspectorTexts } from '#src/app/texts/inspectors.ts';
import './panels.css';
import { edit } from '#src/app/store.ts';
import { setFlow } from '#src/graph/frames.ts';

/** What stands in the window of a viewer that is switched off, in place of an image. */
export function SwitchedOff({ node }: { readonly node: string }) {
  return (
    <div className="inspector-empty switched-off">
      <p>{inspectorTexts.details.isOff(node)}</p>
      <button type="button" className="button" onClick={() => edit(setFlow([node], undefined))}>
        {inspectorTexts.details.turnOn(node)}
      </button>
    </div>
  );
}
