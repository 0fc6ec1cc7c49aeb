import { modules } from '#modules/index.ts';
import { endGesture, setParams, takeBackGesture, useDocument } from '#src/app/store.ts';
import { commonTexts } from '#src/app/texts/common.ts';
import { histogramTexts } from '#src/app/texts/histogram.ts';
import { seenRangeSession, windowSession } from '#src/app/viewers/sourceSession.ts';
import { windowOf } from '#src/app/viewers/valueRange.ts';
import { type GraphDocument, type OutputRef, sourceOf } from '#src/graph/document.ts';
import { gestureOf, type LineView } from './HistogramLine.tsx';
import { HistogramView } from './HistogramView.tsx';
import { type HistogramBins, usualRange } from './histogramBins.ts';
import { paramHistograms } from './histogramLines.ts';

/**
 * The histogram of any image output: with the window that the 2D view beside it has, and the thresholds of the modules that the output feeds,
 * as lines to be moved.
 */
export function SourceHistogram({ source }: { readonly source: OutputRef }) {
  const document = useDocument();
  const window = windowSession.use(source);
  const seen = seenRangeSession.use(source);
  const windowLines = (counted: HistogramBins): readonly LineView[] => {
    const { center, width } = window ?? windowOf(seen ?? usualRange(counted));
    const [black, white] = [center - width / 2, center + width / 2];
    const set = (from: number, to: number) =>
      windowSession.change(source, () => ({ center: (from + to) / 2, width: to - from }));
    const line = (label: string, value: number, onMove: (value: number) => void): LineView => {
      return { label, name: commonTexts.fieldOf(label, source), value, onMove, onEnd: () => {}, onTakeBack: onMove };
    };
    return [
      line(histogramTexts.black, black, (value) => set(Math.min(value, white), white)),
      line(histogramTexts.white, white, (value) => set(black, Math.max(value, black))),
    ];
  };
  return (
    <HistogramView
      source={source}
      lines={(counted) => [...thresholdLines(document, source, counted), ...windowLines(counted)]}
    />
  );
}

/** The lines of the modules that an output feeds, called as their nodes; those of viewers are windows and left out. */
function thresholdLines(document: GraphDocument, source: OutputRef, counted: HistogramBins): readonly LineView[] {
  return Object.entries(document.nodes).flatMap(([node, found]) => {
    const module = found && modules.get(found.module);
    if (!found || !module || Object.keys(module.outputs).length === 0) return [];
    return paramHistograms(module, found.params)
      .filter(({ input }) => sourceOf(found, input) === source)
      .flatMap(({ lines }) => lines(counted, counted))
      .map(({ param, label, value, at }, _, all): LineView => {
        return {
          label: all.length === 1 ? node : `${node}: ${label}`,
          name: commonTexts.fieldOf(label, node),
          value,
          fedBy: sourceOf(found, param),
          onMove: (next) => setParams(node, at(next), gestureOf(node, param)),
          onEnd: endGesture,
          onTakeBack: () => takeBackGesture(gestureOf(node, param)),
        };
      });
  });
}
