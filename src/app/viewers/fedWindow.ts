import type { FedParams } from '#src/app/useOutput.ts';
import type { OutputRef } from '#src/graph/document.ts';
import type { ParamValue } from '#src/graph/module.ts';
import type { WindowLevel } from './windowLevel.ts';

/** What gives a part of a window through a connection. */
export interface FedWindow {
  readonly center?: OutputRef;
  readonly width?: OutputRef;
}

/** The names of the parameters that hold a window. */
export interface WindowParams {
  readonly auto: string;
  readonly center: string;
  readonly width: string;
}

/** The connections into the parameters of a window. */
export function fedWindow(fed: FedParams, names: WindowParams): FedWindow {
  return { center: fed.sources[names.center], width: fed.sources[names.width] };
}

/** A window with the parts that connections give, as far as they are known. */
export function withFed(window: WindowLevel, fed: FedParams, names: WindowParams): WindowLevel {
  const center = fed.sources[names.center] && fed.values[names.center];
  const width = fed.sources[names.width] && fed.values[names.width];
  return {
    center: typeof center === 'number' && Number.isFinite(center) ? center : window.center,
    width: typeof width === 'number' && Number.isFinite(width) && width >= 0 ? width : window.width,
  };
}

/** Parameters to be set, without those that a connection decides on. */
export function withoutFed(
  params: Readonly<Record<string, ParamValue>>,
  fed: FedParams,
): Readonly<Record<string, ParamValue>> {
  return Object.fromEntries(Object.entries(params).filter(([name]) => fed.sources[name] === undefined));
}
