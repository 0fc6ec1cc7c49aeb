import DrawMask from '#modules/DrawMask/index.ts';
import { setParams } from '#src/app/store.ts';
import { toolTexts } from '#src/app/texts/tools.ts';
import { type DrawnPlanes, drawnPlanes } from './drawnPlanes.ts';

const { options, help } = DrawMask.params.planes;

/** The choice of the slices that are drawn on. */
export function PlanesChoice({ node, planes }: { readonly node: string; readonly planes: DrawnPlanes }) {
  return (
    <select
      className="viewer-select"
      aria-label={toolTexts.mask.planesOf(node)}
      title={help}
      value={planes}
      onChange={(event) => {
        const next = drawnPlanes.find((each) => each === event.target.value);
        // Three planes without lines that tell where they cross would be three views of nothing in common.
        if (next) setParams(node, next === 'ALL' ? { planes: next, showCrosshair: true } : { planes: next });
      }}
    >
      {drawnPlanes.map((each) => (
        <option key={each} value={each}>
          {options[each]}
        </option>
      ))}
    </select>
  );
}
