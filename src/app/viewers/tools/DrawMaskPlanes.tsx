import { sliceTexts } from '#src/app/texts/slices.ts';
import '#src/app/viewers/ortho.css';
import { type ReactNode, useState } from 'react';
import { endGesture } from '#src/app/store.ts';
import { viewerTexts } from '#src/app/texts/viewers.ts';
import { SlicePane } from '#src/app/viewers/SlicePane.tsx';
import type { SlicePlace } from '#src/app/viewers/slicePlace.ts';
import { ThreePlanesBars } from '#src/app/viewers/ThreePlanesBars.tsx';
import { timeSteps } from '#src/app/viewers/timeSteps.ts';
import { threePlanes, useThreePlanes } from '#src/app/viewers/useThreePlanes.ts';
import { ViewerHelp } from '#src/app/viewers/ViewerHelp.tsx';
import { type OutputRef, splitRef } from '#src/graph/document.ts';

interface DrawMaskPlanesProps {
  readonly node: string;
  readonly source: OutputRef;
  readonly children: (place: SlicePlace) => ReactNode;
}

/** The image that is drawn on in the three anatomical planes through the cross-hair; window and display are parameters of the node. */
export function DrawMaskPlanes({ node, source, children }: DrawMaskPlanesProps) {
  const shown = useThreePlanes(node, source);
  const { display, window, views, fitting, onDisplay } = shown;
  const [isHelped, setHelped] = useState(false);
  return (
    <>
      <div className="viewer-quarters viewer-three">
        {threePlanes.map((plane) => (
          <SlicePane
            key={plane}
            name={sliceTexts.planeOf(node, sliceTexts.planes[plane])}
            emptyText={plane === 'coronal' ? viewerTexts.noImage(splitRef(source)[0]) : ''}
            picture={views[plane].picture}
            state={views[plane].state}
            onState={views[plane].change}
            fitting={fitting}
            {...window}
            onWindowEnd={endGesture}
            display={display}
            onDisplay={onDisplay}
            onTime={timeSteps(source, views[plane].picture.status === 'failed')}
            hasToolbar={false}
          >
            {children}
          </SlicePane>
        ))}
        {isHelped && <ViewerHelp bindings={sliceTexts.bindings} />}
      </div>
      <ThreePlanesBars
        node={node}
        source={source}
        shown={shown}
        isHelped={isHelped}
        onHelp={() => setHelped(!isHelped)}
      />
    </>
  );
}
