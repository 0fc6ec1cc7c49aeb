import { viewerTexts } from '#src/app/texts/viewers.ts';
import './viewers.css';
import { useNodeInput } from '#src/app/useOutput.ts';
import { SlicePane } from './SlicePane.tsx';
import { ToolLayers } from './tools/ToolLayers.tsx';
import { ViewTools } from './tools/ViewTools.tsx';
import { useNodeView } from './useNodeView.ts';

/** The viewer of a View2D node: one image, its stored slices. The window and the display are parameters of the node. */
export function View2D({ node }: { readonly node: string }) {
  const source = useNodeInput(node, 'inImage');
  const { grid, picture, goTo, pane } = useNodeView(node, source);
  return (
    <div className="tool-frame">
      <ViewTools node={node} source={source} axis={grid.geometry?.axes[2]} slice={picture.slice} onGoTo={goTo} />
      <SlicePane name={node} emptyText={viewerTexts.connect(`${node}.inImage`)} {...pane}>
        {(place) => <ToolLayers node={node} place={place} grid={grid.output.value} onGoTo={goTo} />}
      </SlicePane>
    </div>
  );
}
