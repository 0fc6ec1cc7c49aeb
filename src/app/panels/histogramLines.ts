import { histogramTexts } from '#src/app/texts/histogram.ts';
import type { ValueRange } from '#src/app/viewers/valueRange.ts';
import type { HistogramLine } from '#src/graph/histogramLine.ts';
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
  /** `range` are the extremes of the image, `seen` the values from which an automatic window is taken. */
  lines(range: ValueRange, seen: ValueRange): readonly ParamLine[];
  /** The values that are between the lines, to be told and shaded: lower <= v <= upper. */
  readonly band?: { readonly label: string; readonly lower: number; readonly upper: number };
}

/** Views have a window for each of their images. */
const windows: readonly (readonly [input: string, auto: string, center: string, width: string])[] = [
  ['inImage', 'autoLUT', 'lutCenter', 'lutWidth'],
  ['inImage1', 'autoLUT1', 'lut1c', 'lut1w'],
  ['inImage2', 'autoLUT2', 'lut2c', 'lut2w'],
];

/** The histograms that help to choose the parameters of a module; none for most. */
export function paramHistograms(module: AnyModule, params: Values): readonly ParamHistogram[] {
  const [input, mask] = Object.keys(module.inputs).filter((name) => module.inputs[name].type === 'image');
  if (input === undefined) return [];
  const { split, lower, upper, center, width, bins } = lineParams(module, params);
  if (bins) return [{ input, mask, lines: () => [] }];
  if (split) return [thresholdHistogram(module, input, params, split)];
  if (center && width) return [centerWidthHistogram(input, params, center, width)];
  if (lower && upper) return [bandHistogram(module, input, params, [lower, upper])];
  return windows
    .filter(([name, , center]) => Object.hasOwn(module.inputs, name) && Object.hasOwn(module.params, center))
    .map((names) => windowHistogram(names, params));
}

/** The names of the parameters that say to be lines, and are in use, by what they are. */
function lineParams(module: AnyModule, params: Values): Partial<Record<HistogramLine['role'], string>> {
  const found: Partial<Record<HistogramLine['role'], string>> = {};
  for (const [name, param] of Object.entries(module.params)) {
    const line = param.kind === 'number' || param.kind === 'integer' ? param.line : undefined;
    if (line && isShown(param, params) && typeof params[name] === 'number') found[line.role] = name;
  }
  return found;
}

function thresholdHistogram(module: AnyModule, input: string, params: Values, name: string): ParamHistogram {
  const threshold = Number(params[name]);
  const param = module.params[name];
  const fraction = param.kind === 'number' ? param.line?.fractionWhile : undefined;
  const isRelative = fraction !== undefined && params[fraction] === true;
  return {
    input,
    lines: ({ min, max }) => [
      {
        param: name,
        label: param.label,
        value: isRelative ? min + threshold * (max - min) : threshold,
        at: (value) => ({ [name]: isRelative ? fractionOf(value, min, max) : value }),
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
    band: { label: histogramTexts.betweenLines, lower, upper },
  };
}

/** An interval that is given by its centre and width. */
function centerWidthHistogram(input: string, params: Values, centerName: string, widthName: string): ParamHistogram {
  const [center, width] = [Number(params[centerName]), Number(params[widthName])];
  const [lower, upper] = [center - width / 2, center + width / 2];
  const between = (from: number, to: number) => ({
    [centerName]: short((from + to) / 2),
    [widthName]: short(to - from),
  });
  return {
    input,
    lines: () => [
      {
        param: widthName,
        label: histogramTexts.lowerEnd,
        value: lower,
        at: (value) => between(Math.min(value, upper), upper),
      },
      {
        param: widthName,
        label: histogramTexts.upperEnd,
        value: upper,
        at: (value) => between(lower, Math.max(value, lower)),
      },
    ],
    band: { label: histogramTexts.betweenLines, lower, upper },
  };
}

/** The lines of a window are at its black and at its white end; those of an automatic one are where the picture has them, until one is moved. */
function windowHistogram(
  [input, auto, centerName, widthName]: readonly [string, string, string, string],
  params: Values,
): ParamHistogram {
  const isAuto = params[auto] !== false;
  return {
    input,
    lines: (_, { min, max }) => {
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
        {
          param: widthName,
          label: histogramTexts.black,
          value: black,
          at: (value) => between(Math.min(value, white), white),
        },
        {
          param: centerName,
          label: histogramTexts.center,
          value: center,
          at: (value) => ({ ...between(black, white), [centerName]: value }),
        },
        {
          param: widthName,
          label: histogramTexts.white,
          value: white,
          at: (value) => between(black, Math.max(value, black)),
        },
      ];
    },
  };
}

/** Without the tail of digits that halves of decimals leave. */
function short(value: number): number {
  return Number(value.toPrecision(12));
}
