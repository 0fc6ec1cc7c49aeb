import { endGesture, setParams, takeBackGesture } from '#src/app/store.ts';
import { commonTexts } from '#src/app/texts/common.ts';
import { histogramTexts } from '#src/app/texts/histogram.ts';
import { useFedParams } from '#src/app/useOutput.ts';
import { seenRangeSession } from '#src/app/viewers/sourceSession.ts';
import { type GraphNode, type OutputRef, sourceOf } from '#src/graph/document.ts';
import type { AnyModule } from '#src/graph/module.ts';
import { gestureOf } from './HistogramLine.tsx';
import { HistogramView } from './HistogramView.tsx';
import { usualRange } from './histogramBins.ts';
import { type ParamHistogram, paramHistograms } from './histogramLines.ts';

interface ModuleHistogramProps {
  readonly node: string;
  readonly found: GraphNode;
  readonly module: AnyModule;
}

/** The histograms in the panel of a node whose parameters are values of an image: they are chosen by moving lines. */
export function ModuleHistogram({ node, found, module }: ModuleHistogramProps) {
  const fed = useFedParams(node);
  const values = Object.fromEntries(
    Object.entries(found.params).map(([name, value]) => [name, fed.values[name] ?? value]),
  );
  const shown = paramHistograms(module, values).flatMap((histogram) => {
    const source = sourceOf(found, histogram.input);
    return source ? [{ histogram, source }] : [];
  });
  return shown.map(({ histogram, source }) => (
    <section key={histogram.input} className="panel-histogram" aria-label={histogramTexts.ofFor(source, node)}>
      <OneHistogram node={node} found={found} histogram={histogram} source={source} fedBy={fed.sources} />
    </section>
  ));
}

interface OneHistogramProps {
  readonly node: string;
  readonly found: GraphNode;
  readonly histogram: ParamHistogram;
  readonly source: OutputRef;
  readonly fedBy: Readonly<Partial<Record<string, OutputRef>>>;
}

function OneHistogram({ node, found, histogram, source, fedBy }: OneHistogramProps) {
  const seen = seenRangeSession.use(source);
  return (
    <HistogramView
      source={source}
      mask={histogram.mask === undefined ? undefined : sourceOf(found, histogram.mask)}
      bins={typeof found.params.bins === 'number' ? found.params.bins : undefined}
      band={histogram.band}
      lines={(counted) =>
        histogram.lines(counted, seen ?? usualRange(counted)).map((line) => ({
          label: line.label,
          name: commonTexts.fieldOf(line.label, node),
          value: line.value,
          fedBy: fedBy[line.param],
          onMove: (value) => setParams(node, line.at(value), gestureOf(node, line.param)),
          onEnd: endGesture,
          onTakeBack: () => takeBackGesture(gestureOf(node, line.param)),
        }))
      }
    />
  );
}
