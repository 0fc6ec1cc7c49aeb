import { useEffect, useState, useSyncExternalStore } from 'react';
import { modules } from '#modules/index.ts';
import { engine } from '#src/app/evaluation.ts';
import { bytesText } from '#src/app/format.ts';
import { useNetworkForecast } from '#src/app/networkForecast.ts';
import { notify, useDocument } from '#src/app/store.ts';
import { inspectorTexts } from '#src/app/texts/inspectors.ts';
import { useResultName } from '#src/app/useOutput.ts';
import type { NetworkForecast } from '#src/engine/forecast.ts';
import { nodeOf, type OutputRef, outputRef } from '#src/graph/document.ts';

/** What a node and all below it will need, told by headers alone; undefined while that is not known. */
export function useForecast(output: OutputRef | undefined): NetworkForecast | undefined {
  const document = useDocument();
  const name = useResultName(output);
  const [told, setTold] = useState<{ readonly name: unknown; readonly forecast: NetworkForecast | undefined }>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the name changes with every part of the document that matters.
  useEffect(() => {
    if (output === undefined || typeof name !== 'string') return;
    const controller = new AbortController();
    engine.forecast(document, output, controller.signal).then((forecast) => {
      if (!controller.signal.aborted) setTold({ name, forecast });
    });
    return () => controller.abort();
  }, [name, output]);
  return told?.name === name ? told?.forecast : undefined;
}

/** The first image output of a node. */
export function useImageOutput(node: string): OutputRef | undefined {
  const module = modules.get(nodeOf(useDocument(), node)?.module ?? '');
  const output = Object.entries(module?.outputs ?? {}).find(([, port]) => port.type === 'image')?.[0];
  return output === undefined ? undefined : outputRef(node, output);
}

/** What a node needs at once, and the peak of its network beside the limit, before anything runs. */
export function ForecastText({ node }: { readonly node: string }) {
  const forecast = useForecast(useImageOutput(node));
  if (!forecast) return null;
  const { budget } = engine.memory();
  const own = Object.hasOwn(forecast.nodes, node) ? forecast.nodes[node] : undefined;
  const isTooMuch = Math.max(...Object.values(forecast.nodes)) > budget;
  return (
    <>
      <dt>{inspectorTexts.forecast.title}</dt>
      <dd data-testid="forecast">
        {own !== undefined && inspectorTexts.forecast.own(bytesText(own))}
        {inspectorTexts.forecast.all(bytesText(forecast.peak), bytesText(budget))}
        {isTooMuch && <strong>{inspectorTexts.forecast.tooMuch}</strong>}
      </dd>
    </>
  );
}

/** The peak of the whole network in the status bar, before anything runs; what will be refused, with the numbers and what to do. */
export function NetworkForecastText() {
  const forecast = useNetworkForecast();
  const { budget } = useSyncExternalStore(engine.subscribe, engine.memory);
  if (!forecast) return null;
  const { node, bytes, peak } = forecast;
  const own = inspectorTexts.forecast.most(node, bytesText(bytes));
  if (bytes > budget) {
    const text = inspectorTexts.forecast.exceeds(node, bytesText(bytes), bytesText(budget));
    return (
      <button
        type="button"
        className="button button-quiet statusbar-refused"
        data-testid="network-forecast"
        title={inspectorTexts.forecast.refusedTitle}
        onClick={() => notify('warning', inspectorTexts.forecast.refused(text))}
      >
        {inspectorTexts.forecast.marked(text)}
      </button>
    );
  }
  return (
    <span data-testid="network-forecast" title={inspectorTexts.forecast.peakTitle(own)}>
      {inspectorTexts.forecast.peak(bytesText(peak))}
    </span>
  );
}
