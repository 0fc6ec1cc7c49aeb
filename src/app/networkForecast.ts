import { useEffect, useState } from 'react';
import { modules } from '#modules/index.ts';
import type { GraphDocument, OutputRef } from '#src/graph/document.ts';
import { nodesOf, outputRef, splitRef } from '#src/graph/document.ts';
import { createPause } from './createPause.ts';
import { engine } from './evaluation.ts';
import { watchNetwork } from './watchNetwork.ts';

/** What the whole network will hold at its peak, as far as headers tell, and the node that needs the most at once; in bytes. */
export interface WholeForecast {
  readonly peak: number;
  readonly node: string;
  readonly bytes: number;
}

/** More changes than one in this time are one question, ms. */
const calm = 300;

/** Of a network with more ends the first ones are asked, those that are shown before the others: each end asks all that is before it. */
const mostEnds = 40;

/** The forecast of the network, before anything runs; undefined while it is not known, or nothing in it makes an image. */
export function useNetworkForecast(): WholeForecast | undefined {
  const [told, setTold] = useState<WholeForecast>();
  useEffect(
    () =>
      // Another limit is another forecast, and more is known when something has run.
      watchNetwork(calm, async (document, signal) => {
        const found = await forecastOf(document, signal);
        if (!signal.aborted) setTold((old) => (isSame(old, found) ? old : found));
      }),
    [],
  );
  return told;
}

async function forecastOf(document: GraphDocument, signal: AbortSignal): Promise<WholeForecast | undefined> {
  const known: OutputRef[] = [];
  const goOn = createPause(signal);
  for (const end of endsOf(document).slice(0, mostEnds)) {
    if (!(await goOn())) return undefined;
    if (await engine.forecast(document, end, signal).catch(() => undefined)) known.push(end);
  }
  // Together, since what is remembered for one end is there beside what another needs.
  const whole = (await goOn()) ? await engine.forecast(document, known, signal).catch(() => undefined) : undefined;
  // Nothing is needed as long as no file is chosen.
  if (!whole || whole.peak <= 0) return undefined;
  const [node, bytes] = Object.entries(whole.nodes).reduce((most, each) => (each[1] > most[1] ? each : most));
  return { peak: whole.peak, node, bytes };
}

/** The outputs at which the network ends: what no other module gets, and what viewers show. */
function endsOf(document: GraphDocument): OutputRef[] {
  const fed = new Set<string>();
  const shown: OutputRef[] = [];
  for (const [, { module, inputs, flow }] of nodesOf(document)) {
    const isViewer = Object.keys(modules.get(module)?.outputs ?? {}).length === 0;
    for (const ref of flow === 'off' ? [] : Object.values(inputs)) {
      if (ref && isViewer) shown.push(ref);
      if (ref && !isViewer) fed.add(splitRef(ref)[0]);
    }
  }
  const last = nodesOf(document).flatMap(([name, { module }]) => {
    const [output] = Object.keys(modules.get(module)?.outputs ?? {});
    return output === undefined || fed.has(name) ? [] : [outputRef(name, output)];
  });
  return [...new Set([...shown, ...last])];
}

function isSame(a: WholeForecast | undefined, b: WholeForecast | undefined): boolean {
  return a?.peak === b?.peak && a?.node === b?.node && a?.bytes === b?.bytes;
}
