import type { OutputView } from '#src/app/useQuestion.ts';
import type { OutputRef } from '#src/graph/document.ts';
import type { ParamValue } from '#src/graph/module.ts';
import type { Mesh } from '#src/graph/ports.ts';
import { toWorld } from '#src/image/affine.ts';
import type { Affine, Grid, Vec3, Volume } from '#src/image/volume.ts';
import { boxPlanes, type CutSide, type Cuts, clipPlanes } from './clipPlanes.ts';
import { surfacesExtent } from './contentExtent.ts';
import { hexColour } from './hexColour.ts';
import type { SceneContent, Surface, VolumeLook } from './volumeScene.ts';

/** A surface input of a 3D view and what arrives there. */
export interface SurfaceInput {
  readonly number: 1 | 2 | 3 | 4;
  readonly output: OutputView<Mesh>;
}

/** The connections into parameters, by their names. */
export type FedSources = Readonly<Partial<Record<string, OutputRef>>>;

type Params = Readonly<Record<string, ParamValue>>;

/** The number that a parameter holds, or 0. */
export function numberParam(params: Params, name: string): number {
  const value = params[name];
  return typeof value === 'number' ? value : 0;
}

/** The numbers that a parameter holds; none when it holds something else. */
export function numbersParam(params: Params, name: string): readonly number[] {
  const value = params[name];
  return Array.isArray(value) ? value : [];
}

/** The names of the parameters of the three cuts, along x, y and z. */
export const cutNames = ['cutSagittal', 'cutCoronal', 'cutAxial'] as const;

/** The cuts that parameters hold; through `followed`, or through `cutPoint` when a connection feeds it. */
export function cutsOf(params: Params, fed: FedSources | undefined, followed?: Vec3): Cuts {
  const sideOf = (name: string): CutSide => {
    const value = params[name];
    return value === 'KEEP_LOW' || value === 'KEEP_HIGH' ? value : 'OFF';
  };
  const [x, y, z] = numbersParam(params, 'cutPoint');
  const isFed = fed?.cutPoint !== undefined && Number.isFinite(x + y + z);
  return {
    sides: [sideOf('cutSagittal'), sideOf('cutCoronal'), sideOf('cutAxial')],
    point:
      followed ??
      (isFed
        ? [x, y, z]
        : [
            numberParam(params, 'cutSagittalAt'),
            numberParam(params, 'cutCoronalAt'),
            numberParam(params, 'cutAxialAt'),
          ]),
    oblique:
      params.cutOblique === true
        ? {
            azimuth: numberParam(params, 'cutAzimuth'),
            elevation: numberParam(params, 'cutElevation'),
            distance: numberParam(params, 'cutDistance'),
          }
        : undefined,
  };
}

/** The position of the middle of an image, mm. */
export function middleOfImage({ size, affine }: Grid): Vec3 {
  return toWorld(affine, [(size[0] - 1) / 2, (size[1] - 1) / 2, (size[2] - 1) / 2]);
}

/** Without an image a box lies along the axes of the world. */
const identity: Affine = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

function middleOfSurfaces(surfaces: readonly Surface[]): Vec3 {
  const { min, max } = surfacesExtent(surfaces.map(({ mesh }) => mesh));
  return [(min[0] + max[0]) / 2, (min[1] + max[1]) / 2, (min[2] + max[2]) / 2];
}

/**
 * What a 3D view shows of what has arrived; undefined while there is nothing. A mask without an image stands as the image, in its
 * colour alone.
 */
export function sceneContent(
  params: Params,
  fed: FedSources | undefined,
  look: VolumeLook,
  arrived: { readonly image?: Volume; readonly mask?: Volume; readonly surfaces: readonly SurfaceInput[] },
  followed?: Vec3,
): SceneContent | undefined {
  const image = params.showImage === false ? undefined : arrived.image;
  const { mask } = arrived;
  const colour = hexColour(params.maskColour, '#e8513d');
  const opacity = numberParam(params, 'maskOpacity');
  const surfaces = arrived.surfaces.flatMap(({ number, output }): Surface[] =>
    output.value
      ? [
          {
            mesh: output.value,
            colour: hexColour(params[`mesh${number}Colour`], '#ffffff'),
            opacity: numberParam(params, `mesh${number}Opacity`),
          },
        ]
      : [],
  );
  const volume = image ?? mask;
  if (!volume && surfaces.length === 0) return undefined;
  // An image that is not shown still tells where the box and the middle are.
  const placed = volume ?? arrived.image;
  const box = numbersParam(params, 'box');
  const planes = clipPlanes(cutsOf(params, fed, followed), placed ? middleOfImage(placed) : middleOfSurfaces(surfaces));
  return {
    volume,
    look: image ? look : maskLook(colour, opacity),
    mask: image && mask ? { volume: mask, colour, opacity } : undefined,
    surfaces,
    box,
    planes,
    surfacePlanes: params.cutSurfaces === false ? [] : [...planes, ...boxPlanes(box, placed?.affine ?? identity)],
    background: hexColour(params.background, '#000000'),
    hasCube: params.hasCube !== false,
  };
}

function maskLook(colour: readonly [number, number, number], opacity: number): VolumeLook {
  return {
    transfer: {
      opacity: [
        [0.4, 0],
        [0.6, opacity],
      ],
      colour: [[0.5, colour]],
    },
    isMaximum: false,
    isShaded: true,
  };
}
