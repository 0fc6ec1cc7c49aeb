import type { MaskFacts } from './maskFacts.ts';

/** What is still good. */
export interface QualityLimits {
  readonly minCoverage: number;
  readonly maxCoverage: number;
  readonly minShare: number;
  readonly allowBorder: boolean;
}

/** A line of the report; without a suspicion all is well. */
export interface Finding {
  readonly name: string;
  readonly value: number | string;
  readonly unit?: string;
  readonly suspicion?: string | undefined;
}

/** Judges a mask. Each suspicion is a sentence that says what to look at. */
export function findingsOf(facts: MaskFacts, limits: QualityLimits): Finding[] {
  if (facts.voxels === 0) {
    return [{ name: 'Voxels', value: 0, suspicion: 'The mask is empty: look at the threshold before it' }, odd(facts)];
  }
  return [
    { name: 'Voxels', value: facts.voxels },
    { name: 'Volume', value: facts.volume, unit: 'ml' },
    { name: 'Coverage', value: facts.coverage, unit: '%', suspicion: whyCoverage(facts, limits) },
    { name: 'Components', value: facts.components },
    { name: 'Share of the largest', value: facts.largestShare, unit: '%', suspicion: whyShare(facts, limits) },
    { name: 'Holes', value: facts.holes, suspicion: whyHoles(facts) },
    { name: 'Touches the border', value: facesText(facts) || 'no', suspicion: whyBorder(facts, limits) },
    odd(facts),
    ...imageFindings(facts),
  ];
}

function whyCoverage({ coverage }: MaskFacts, { minCoverage, maxCoverage }: QualityLimits): string | undefined {
  const text = `The mask covers ${percent(coverage)} of the image`;
  if (coverage < minCoverage) return `${text}, less than ${minCoverage} %: the threshold may be too high`;
  if (coverage > maxCoverage) return `${text}, more than ${maxCoverage} %: the threshold may be too low`;
  return undefined;
}

function whyShare({ largestShare, components }: MaskFacts, { minShare }: QualityLimits): string | undefined {
  if (largestShare >= minShare) return undefined;
  return `The largest of ${components} components has ${percent(largestShare)} of the mask, less than ${minShare} %: keep the largest one, or close it first`;
}

function whyHoles({ holes, holeVoxels }: MaskFacts): string | undefined {
  if (holes === 0) return undefined;
  const [count, voxels] = [holes === 1 ? 'a hole' : `${holes} holes`, holeVoxels === 1 ? 'voxel' : 'voxels'];
  return `The mask has ${count} of ${holeVoxels} ${voxels}${holes === 1 ? '' : ' together'}: fill them`;
}

function whyBorder(facts: MaskFacts, { allowBorder }: QualityLimits): string | undefined {
  if (allowBorder || facts.faces.length === 0) return undefined;
  return `The mask touches the border of the image (${facesText(facts)}): what it belongs to may go on outside`;
}

function facesText({ faces }: MaskFacts): string {
  return faces.map(({ side, voxels }) => `${side} ${voxels}`).join(', ');
}

function odd({ oddVoxels, nanVoxels }: MaskFacts): Finding {
  const which = nanVoxels > 0 ? `, ${nanVoxels} of them NaN` : '';
  return {
    name: 'Values other than 0 and 1',
    value: oddVoxels,
    suspicion:
      oddVoxels > 0 ? `${oddVoxels} voxels of the mask are neither 0 nor 1${which}: is it an image?` : undefined,
  };
}

function imageFindings({ image }: MaskFacts): Finding[] {
  if (!image) return [];
  const { inside, outside, nanInside } = image;
  const isDarker = inside <= outside;
  return [
    {
      name: 'Mean inside',
      value: inside,
      suspicion: isDarker
        ? `The image is not brighter inside the mask (mean ${short(inside)}) than outside (${short(outside)}): is it inverted?`
        : undefined,
    },
    { name: 'Mean outside', value: outside },
    {
      name: 'NaN inside',
      value: nanInside,
      suspicion: nanInside > 0 ? `${nanInside} voxels of the image inside the mask are NaN` : undefined,
    },
  ];
}

function percent(value: number): string {
  return `${short(value)} %`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
