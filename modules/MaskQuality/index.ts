import { defineModule } from '#src/graph/module.ts';
import type { Table } from '#src/graph/ports.ts';
import { requireSameGrid } from '#src/image/requireSameGrid.ts';
import { voxelCount } from '#src/image/volume.ts';
import { voxelTypes } from '#src/image/voxelType.ts';
import { part } from '#src/kernels/progress.ts';
import { findingsOf } from './findings.ts';
import { type MaskFacts, maskFacts } from './maskFacts.ts';

export default defineModule({
  id: 'MaskQuality',
  version: 1,
  genre: 'Analysis',
  help:
    'Looks a mask over, as the quality report of a script that makes brain masks: how much of the image it covers, of how many components it ' +
    'consists and how large the largest is, its holes (cavities closed on all sides, as scipy.ndimage.binary_fill_holes finds them; a single slice has none), ' +
    'whether it touches the border of the image, and values other than 0 and 1. With an image on the same grid also its values inside and ' +
    'outside. What is suspicious becomes a warning on the node and stands in the report.',
  aliases: ['QC', 'quality control', 'quality report', 'coverage', 'sanity check', 'Segment Statistics', 'check mask'],
  inputs: {
    input0: { type: 'image', label: 'Mask', help: 'Everything but 0 and NaN is foreground.' },
    input1: { type: 'image', label: 'Image', optional: true, help: 'What the mask was made from, on the same grid.' },
  },
  outputs: {
    coverage: { type: 'number', label: 'Coverage', help: '% of all voxels.' },
    volume: { type: 'number', label: 'Volume', help: 'ml' },
    components: { type: 'number', label: 'Components' },
    largestShare: { type: 'number', label: 'Share of the largest', help: '% of the foreground.' },
    holes: { type: 'number', label: 'Holes', help: 'How many cavities.' },
    borderVoxels: { type: 'number', label: 'Voxels at the border', help: 'The most on any face of the image.' },
    warnings: { type: 'number', label: 'Suspicious findings', help: '0 where all is well.' },
    table: { type: 'table', label: 'Report' },
  },
  params: {
    minCoverage: {
      kind: 'number',
      label: 'Least coverage',
      default: 1,
      min: 0,
      max: 100,
      unit: '%',
      help: 'Of all voxels; less is suspicious.',
    },
    maxCoverage: {
      kind: 'number',
      label: 'Most coverage',
      default: 60,
      min: 0,
      max: 100,
      unit: '%',
      help: 'Of all voxels; more is suspicious.',
    },
    minShare: {
      kind: 'number',
      label: 'Least share of the largest component',
      default: 95,
      min: 0,
      max: 100,
      unit: '%',
      help: 'Of the foreground; a smaller largest component is suspicious.',
    },
    connectivity: {
      kind: 'choice',
      label: 'Connectivity',
      default: '6',
      options: { '6': '6 (faces)', '18': '18 (faces, edges)', '26': '26 (faces, edges, corners)' },
      help: 'Which neighbours count as connected.',
    },
    allowBorder: {
      kind: 'boolean',
      label: 'May touch the border',
      default: false,
      help: 'For masks that end where the image does, as the neck.',
    },
  },

  /** The bits of the mask several times, and the voxels of the image inside. */
  forecast({ input0, input1 }) {
    return { scratch: voxelCount(input0.size) * (1 + (input1 ? voxelTypes[input1.type].bytes : 0)) };
  },

  run({ input0, input1 }, { connectivity, ...limits }, context) {
    if (input1) requireSameGrid(input0, 'Mask', input1, 'Image');
    const facts = maskFacts(input0, input1, connectivity, part(context.progress, 0, 1));
    const findings = findingsOf(facts, limits);
    for (const { suspicion } of findings) if (suspicion !== undefined) context.warn(suspicion);
    return {
      coverage: facts.coverage,
      volume: facts.volume,
      components: facts.components,
      largestShare: facts.largestShare,
      holes: facts.holes,
      borderVoxels: mostAtBorder(facts),
      warnings: findings.filter(({ suspicion }) => suspicion !== undefined).length,
      table: reportOf(findings),
    };
  },
});

function mostAtBorder({ faces }: MaskFacts): number {
  return Math.max(0, ...faces.map(({ voxels }) => voxels));
}

function reportOf(findings: ReturnType<typeof findingsOf>): Table {
  return {
    columns: [{ name: 'check' }, { name: 'value' }, { name: 'unit' }, { name: 'judgement' }],
    rows: findings.map(({ name, value, unit, suspicion }) => [name, value, unit ?? '', suspicion ?? 'ok']),
  };
}
