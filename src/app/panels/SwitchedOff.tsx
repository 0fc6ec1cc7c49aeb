import './panels.css';
import { edit } from '#src/app/store.ts';
import { setFlow } from '#src/graph/frames.ts';

/** What stands in the window of a viewer that is switched off, in place of an image. */
export function SwitchedOff({ node }: { readonly node: string }) {
  return (
    <div className="inspector-empty switched-off">
      <p>{node} is switched off, so it shows nothing and nothing is computed for it.</p>
      <button type="button" className="button" onClick={() => edit(setFlow([node], undefined))}>
        Turn {node} on
      </button>
    </div>
  );
}
