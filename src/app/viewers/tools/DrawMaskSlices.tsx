import type { ReactNode } from 'react';
import { viewerTexts } from '#src/app/texts/viewers.ts';
import { SlicePane } from '#src/app/viewers/SlicePane.tsx';
import type { SlicePlace } from '#src/app/viewers/slicePlace.ts';
import type { Plane } from '#src/app/viewers/slicePlanes.ts';
import { useNodeView } from '#src/app/viewers/useNodeView.ts';
import { type OutputRef, splitRef } from '#src/graph/document.ts';

interface DrawMaskSlicesProps {
  readonly node: string;
  readonly source: OutputRef;
  /** The stored slices while undefined. */
  readonly plane: Plane | undefined;
  readonly name: string;
  readonly children: (place: SlicePlace) => ReactNode;
}

/** The slices of an image that is drawn on, in one plane; window and display are parameters of the node. */
export function DrawMaskSlices({ node, source, plane, name, children }: DrawMaskSlicesProps) {
  const { pane } = useNodeView(node, source, plane);
  return (
    <SlicePane name={name} emptyText={viewerTexts.noImage(splitRef(source)[0])} {...pane}>
      {children}
    </SlicePane>
  );
}
