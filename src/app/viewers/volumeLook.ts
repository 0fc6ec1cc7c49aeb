import type { ParamValue } from '#src/graph/module.ts';
import { curvePoints, type OpacityPoint, type TransferFunction } from './transferFunction.ts';
import { type PresetTransfer, presetTransfer, shiftedTransfer, type TransferPreset } from './transferPresets.ts';
import type { ValueRange } from './valueRange.ts';
import type { VolumeLook } from './volumeScene.ts';
import type { WindowLevel } from './windowLevel.ts';

/** What the parameters of a View3D say of colours and opacity. */
export interface LookParams {
  readonly preset: string;
  readonly shift: number;
  readonly opacityCurve: string;
  readonly shading: boolean;
  readonly colorMap: string;
}

/** A look with what is to be told of it. */
export interface ChosenLook {
  readonly look: VolumeLook;
  /** The opacity before it is shifted, as an editor shows it. */
  readonly opacity: readonly OpacityPoint[];
  /** Values between which an editor shows it. */
  readonly domain: ValueRange;
  readonly remark?: string;
}

const ownTransfers: readonly string[] = ['CT_AAA', 'CT_BONE', 'CT_LUNG', 'MR_DEFAULT'] satisfies TransferPreset[];

/** Whether a preset has a transfer function of its own, and does not follow the window. */
export function isTransferPreset(preset: string): preset is TransferPreset {
  return ownTransfers.includes(preset);
}

/** The look that parameters choose for an image of a unit and a range of values. */
export function chosenLook(
  params: LookParams,
  window: WindowLevel,
  unit: string | undefined,
  range: ValueRange,
): ChosenLook {
  const { preset } = params;
  const byPreset: PresetTransfer = isTransferPreset(preset)
    ? presetTransfer(preset, unit, range)
    : windowTransfer(window);
  const curve = preset === 'MIP' ? undefined : curvePoints(params.opacityCurve);
  const opacity = curve ?? byPreset.opacity;
  return {
    look: {
      transfer: shiftedTransfer({ colour: byPreset.colour, opacity }, params.shift),
      colourMap: isTransferPreset(preset) ? undefined : params.colorMap,
      isMaximum: preset === 'MIP',
      isShaded: params.shading,
    },
    opacity,
    domain: isTransferPreset(preset) ? range : widened(range, window),
    remark: byPreset.remark,
  };
}

/** From transparent at the lower end of the window to opaque at the upper. */
function windowTransfer({ center, width }: WindowLevel): TransferFunction {
  const [low, high] = [center - width / 2, center + width / 2];
  return {
    opacity: [
      [low, 0],
      [high, 1],
    ],
    colour: [
      [low, [0, 0, 0]],
      [high, [1, 1, 1]],
    ],
  };
}

function widened({ min, max }: ValueRange, { center, width }: WindowLevel): ValueRange {
  return { min: Math.min(min, center - width / 2), max: Math.max(max, center + width / 2) };
}

/** What the parameters of a node say; what is missing or of another type is as by default. */
export function lookParams(params: Readonly<Record<string, ParamValue>>): LookParams {
  const text = (name: string, otherwise: string) => {
    const value = params[name];
    return typeof value === 'string' ? value : otherwise;
  };
  return {
    preset: text('preset', 'WINDOW'),
    shift: typeof params.shift === 'number' ? params.shift : 0,
    opacityCurve: text('opacityCurve', ''),
    shading: params.shading !== false,
    colorMap: text('colorMap', 'gray'),
  };
}
