import type { AnyModule, ParamValue } from '#src/graph/module.ts';
import { isShown } from '#src/graph/module.ts';

type Values = Readonly<Record<string, ParamValue>>;

/** A line in a histogram that stands for a parameter. */
export interface ParamLine {
  /** What connections may decide on. */
  readonly param: string;
  readonly label: string;
  /** Where it stands among the values of the image. */
  readonly value: number;
  /** The parameters that put it at another value. */
  at(value: number): Values;
}

/** A histogram that belongs into the panel of a node: of what feeds an input, with the lines of some parameters. */
export interface ParamHistogram {
  readonly input: string;
  readonly mask?: string;
  lines(range: { readonly min: number; readonly max: number }): readonly ParamLine[];
  /** The values that are between the lines, to be told and shaded: lower <= v <= upper. */
  readonly band?: { readonly label: string; readonly lower: number; readonly upper: number };
}

/** The pairs of names under which modules have the two ends of a band. */
const bands: readonly (readonly [lower: string, upper: string])[] = [
  ['lowerThreshold', 'upperThreshold'],
  ['lower', 'upper'],
  ['minimum', 'maximum'],
  ['inputMin', 'inputMax'],
];

const windows: readonly (readonly [input: string, auto: string, center: string, width: string])[] = [
  ['inImage', 'autoLUT', 'lutCenter', 'lutWidth'],
  ['inImage1', 'autoLUT1', 'lut1c', 'lut1w'],
  ['inImage2', 'autoLUT2', 'lut2c', 'lut2w'],
];

/** The histograms that help to choose the parameters of a module, by what its parameters are called; none for most. */
export function paramHistograms(module: AnyModule, params: Values): readonly ParamHistogram[] {
  if (module.id === 'Histogram') return [{ input: 'input0', mask: 'input1', lines: () => [] }];
  const input = Object.keys(module.inputs).find((name) => module.inputs[name].type === 'image');
  if (input === undefined) return [];
  const isNumber = (name: string) => {
    const param = Object.hasOwn(module.params, name) ? module.params[name] : undefined;
    return param?.kind === 'number' && isShown(param, params) && typeof params[name] === 'number';
  };
  if (isNumber('threshold')) return [thresholdHistogram(input, params)];
  const pair = bands.find((names) => names.every(isNumber));
  if (pair) return [bandHistogram(module, input, params, pair)];
  return windows
    .filter(([name, , center]) => Object.hasOwn(module.inputs, name) && Object.hasOwn(module.params, center))
    .map((names) => windowHistogram(names, params));
}

function thresholdHistogram(input: string, params: Values): ParamHistogram {
  const threshold = Number(params.threshold);
  const isRelative = params.relativeThreshold === true;
  return {
    input,
    lines: ({ min, max }) => [
      {
        param: 'threshold',
        label: 'Threshold',
        value: isRelative ? min + threshold * (max - min) : threshold,
        at: (value) => ({ threshold: isRelative ? fractionOf(value, min, max) : value }),
      },
    ],
  };
}

/** The fraction of a range, to a ten thousandth. */
function fractionOf(value: number, min: number, max: number): number {
  return max > min ? Math.round((10_000 * (value - min)) / (max - min)) / 10_000 : 0;
}

function bandHistogram(
  module: AnyModule,
  input: string,
  params: Values,
  [lowerName, upperName]: readonly [string, string],
): ParamHistogram {
  const [lower, upper] = [Number(params[lowerName]), Number(params[upperName])];
  return {
    input,
    lines: () => [
      {
        param: lowerName,
        label: module.params[lowerName].label,
        value: lower,
        at: (value) => ({ [lowerName]: Math.min(value, upper) }),
      },
      {
        param: upperName,
        label: module.params[upperName].label,
        value: upper,
        at: (value) => ({ [upperName]: Math.max(value, lower) }),
      },
    ],
    band: { label: 'between the lines', lower, upper },
  };
}

/** The lines of a window are at its black and at its white end; an automatic one has them at the ends of the values until one is moved. */
function windowHistogram(
  [input, auto, centerName, widthName]: readonly [string, string, string, string],
  params: Values,
): ParamHistogram {
  const isAuto = params[auto] !== false;
  return {
    input,
    lines: ({ min, max }) => {
      const [center, width] = isAuto
        ? [(min + max) / 2, max - min]
        : [Number(params[centerName]), Number(params[widthName])];
      const [black, white] = [center - width / 2, center + width / 2];
      const between = (from: number, to: number) => ({
        [auto]: false,
        [centerName]: short((from + to) / 2),
        [widthName]: short(to - from),
      });
      return [
        { param: widthName, label: 'Black', value: black, at: (value) => between(Math.min(value, white), white) },
        {
          param: centerName,
          label: 'Center',
          value: center,
          at: (value) => ({ ...between(black, white), [centerName]: value }),
        },
        { param: widthName, label: 'White', value: white, at: (value) => between(black, Math.max(value, black)) },
      ];
    },
  };
}

/** Without the tail of digits that halves of decimals leave. */
function short(value: number): number {
  return Number(value.toPrecision(12));
}
