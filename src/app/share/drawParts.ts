import { modules } from '#modules/index.ts';
import type { Box } from '#src/app/canvas/groupBox.ts';
import { moduleKind } from '#src/app/moduleKind.ts';
import { commonTexts } from '#src/app/texts/common.ts';
import type { GraphGroup, GraphNode, GraphNote } from '#src/graph/document.ts';
import type { AnyModule } from '#src/graph/module.ts';
import type { PictureColours } from './pictureColours.ts';
import { escapeXml, fitted, wrapped } from './svgText.ts';

/** A module: its connectors, its name and what it says of its values. */
export function drawModule(name: string, node: GraphNode, box: Box, colours: PictureColours): string {
  const module = modules.get(node.module);
  const kind = module && node.moduleVersion <= module.version ? moduleKind(module) : 'broken';
  const [fill, edge] = [colours[`node-${kind}`], colours[`node-${kind}-edge`]];
  const dash = kind === 'broken' ? ' stroke-dasharray="5 3"' : '';
  const summary = module ? summaryOf(module, node) : commonTexts.unknownModule(node.module);
  const flow = node.flow && { bypass: commonTexts.bypassed, off: commonTexts.off }[node.flow];
  const below = [summary, flow].filter(Boolean).join(', ');
  const lines = [
    textAt(box.x + 10, box.y + 19, fitted(name, box.width - 20, 'bold'), colours.text, ' font-weight="600"'),
    ...(below && box.height > 40
      ? [
          `<path d="M${box.x + 1} ${box.y + 28}h${box.width - 2}" stroke="${edge}" stroke-opacity="0.35"/>`,
          textAt(box.x + 10, box.y + 44, fitted(below, box.width - 20), colours.text),
        ]
      : []),
  ];
  return [
    `<g${node.flow ? ' opacity="0.55"' : ''}>`,
    rect(box, 7, `fill="${fill}" stroke="${edge}" stroke-width="1.5"${dash}`),
    ...lines,
    ...(['inputs', 'outputs'] as const).flatMap((side) =>
      drawnConnectors(module, side, []).map((port) => drawConnector(node, side, port, box, colours.wire)),
    ),
    '</g>',
  ].join('');
}

/** The frame of a group that is open, with its title. */
export function drawFrame(group: GraphGroup, box: Box, colours: PictureColours): string {
  const hue = colours[`frame-${group.colour}`];
  const title = fitted(group.title, box.width - 24, 'bold');
  return [
    rect(box, 8, `fill="${hue}" fill-opacity="0.1" stroke="${hue}" stroke-width="1.5"`),
    textAt(box.x + 12, box.y + 20, title, colours.text, ' font-weight="600"'),
  ].join('');
}

/** A folded group as the one box that it is. */
export function drawFolded(group: GraphGroup, box: Box, colours: PictureColours): string {
  const hue = colours[`frame-${group.colour}`];
  return [
    rect(box, 7, `fill="${colours.surface}"`),
    rect(box, 7, `fill="${hue}" fill-opacity="0.18" stroke="${hue}" stroke-width="3"`),
    textAt(box.x + 12, box.y + 22, fitted(group.title, box.width - 24, 'bold'), colours.text, ' font-weight="600"'),
  ].join('');
}

/** A note, its text as it was written. */
export function drawNote(note: GraphNote, box: Box, colours: PictureColours): string {
  const hue = colours[`frame-${note.colour}`];
  const lines = wrapped(note.text, box.width - 26, Math.max(1, Math.floor((box.height - 12) / 18)));
  return [
    rect(box, 5, `fill="${hue}" fill-opacity="0.13" stroke="${hue}" stroke-opacity="0.55"`),
    ...lines.map((line, n) => textAt(box.x + 13, box.y + 21 + 18 * n, line, colours.text)),
  ].join('');
}

/** The connectors of a module that are drawn, in their order; of an unknown module those that are named. */
export function drawnConnectors(
  module: AnyModule | undefined,
  side: 'inputs' | 'outputs',
  ofUnknown: readonly string[],
): readonly string[] {
  if (!module) return ofUnknown;
  // Numbers, texts and vectors are fields, which have no connector.
  return Object.entries(module[side]).flatMap(([name, { type }]) =>
    type === 'number' || type === 'text' || type === 'vector' ? [] : [name],
  );
}

/** Where a connection ends at a box: at its connector, or in the middle where that is not drawn. */
export function connectorAt(
  box: Box,
  node: GraphNode | undefined,
  side: 'inputs' | 'outputs',
  name: string,
): readonly [x: number, y: number] {
  const names = node ? drawnConnectors(modules.get(node.module), side, [name]) : [];
  const n = names.indexOf(name);
  const share = n < 0 ? 1 / 2 : (n + 1) / (names.length + 1);
  return [box.x + box.width * share, side === 'outputs' ? box.y - 6 : box.y + box.height + 6];
}

function drawConnector(node: GraphNode, side: 'inputs' | 'outputs', name: string, box: Box, colour: string): string {
  const [x, y] = connectorAt(box, node, side, name);
  const isImage = modules.get(node.module)?.[side][name]?.type === 'image';
  const shape = isImage ? `M${x - 8} ${y + 6}h16l-8 -12z` : `M${x - 6} ${y - 6}h12v12h-12z`;
  return `<path d="${shape}" fill="${colour}"/>`;
}

function rect({ x, y, width, height }: Box, radius: number, look: string): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" ${look}/>`;
}

function textAt(x: number, y: number, text: string, colour: string, look = ''): string {
  return `<text x="${x}" y="${y}" fill="${colour}"${look} xml:space="preserve">${escapeXml(text)}</text>`;
}

function summaryOf(module: AnyModule, { params }: GraphNode): string {
  try {
    return module.summary?.(params) ?? '';
  } catch {
    // Values of a file may not fit the module; then there is nothing to say of them.
    return '';
  }
}
