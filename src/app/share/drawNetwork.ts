import { modules } from '#modules/index.ts';
import { groupFlowId, noteFlowId } from '#src/app/canvas/flowIds.ts';
import { foldedCorner } from '#src/app/canvas/flowNodes.ts';
import { drawnEnd, foldedGroupOf } from '#src/app/canvas/foldedPorts.ts';
import { type Box, bounds, groupBox, type Size } from '#src/app/canvas/groupBox.ts';
import { shareTexts } from '#src/app/texts/share.ts';
import { type GraphDocument, nodesOf, own, splitRef } from '#src/graph/document.ts';
import { connectorAt, drawFolded, drawFrame, drawModule, drawNote, drawnConnectors } from './drawParts.ts';
import type { PictureColours } from './pictureColours.ts';
import { svgMetadata } from './svgNetwork.ts';

/** Room around the network. */
const margin = 32;
const fonts = 'system-ui, &quot;Segoe UI&quot;, Roboto, &quot;Noto Sans&quot;, &quot;DejaVu Sans&quot;, sans-serif';

export interface NetworkPicture extends Size {
  readonly svg: string;
}

/**
 * A picture of a network as SVG, with the network inside. Shapes and escaped text only: no script, no style sheet, no foreign object, no
 * address of anything. `sizeOf` tells how large a module or note is drawn. Results and their pictures are not in it.
 */
export function drawNetwork(
  document: GraphDocument,
  text: string,
  colours: PictureColours,
  sizeOf: (id: string) => Size,
): NetworkPicture {
  const boxes = boxesOf(document, sizeOf);
  const around = bounds([...boxes.values()]) ?? { x: 0, y: 0, width: 240, height: 60 };
  const frame = {
    x: Math.floor(around.x - margin),
    y: Math.floor(around.y - margin),
    width: Math.ceil(around.width + 2 * margin),
    height: Math.ceil(around.height + 2 * margin),
  };
  const parts = [
    `<rect x="${frame.x}" y="${frame.y}" width="${frame.width}" height="${frame.height}" fill="${colours.canvas}"/>`,
    ...framesOf(document, boxes, colours),
    ...wiresOf(document, boxes, colours),
    ...nodesOf(document).flatMap(([name, node]) => {
      const box = boxes.get(name);
      return box ? [drawModule(name, node, box, colours)] : [];
    }),
  ];
  const { x, y, width, height } = frame;
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${x} ${y} ${width} ${height}" font-family="${fonts}" font-size="13">`,
    `<title>${shareTexts.pictureTitle}</title>`,
    svgMetadata(text),
    ...parts,
    '</svg>',
  ].join('\n');
  return { svg, width, height };
}

/** Where everything lies, by its id on the canvas; what is in a folded group is not drawn. */
function boxesOf(document: GraphDocument, sizeOf: (id: string) => Size): ReadonlyMap<string, Box> {
  const boxes = new Map<string, Box>();
  for (const [name, { position }] of nodesOf(document)) {
    if (foldedGroupOf(document, name) === undefined) boxes.set(name, { ...position, ...sizeOf(name) });
  }
  for (const [id, group] of Object.entries(document.groups ?? {})) {
    const flowId = groupFlowId(id);
    const corner = group?.folded ? foldedCorner(document, id, untouched) : undefined;
    const box = corner ? { ...corner, ...sizeOf(flowId) } : groupBox(document, id, sizeOf);
    if (box) boxes.set(flowId, box);
  }
  for (const [id, note] of Object.entries(document.notes ?? {})) {
    const flowId = noteFlowId(id);
    if (note) boxes.set(flowId, { ...note.position, width: note.width, height: sizeOf(flowId).height });
  }
  return boxes;
}

const untouched = { measured: new Map(), dragged: new Map() };

function framesOf(document: GraphDocument, boxes: ReadonlyMap<string, Box>, colours: PictureColours): string[] {
  const groups = Object.entries(document.groups ?? {}).flatMap(([id, group]) => {
    const box = boxes.get(groupFlowId(id));
    if (!group || !box) return [];
    return [group.folded ? drawFolded(group, box, colours) : drawFrame(group, box, colours)];
  });
  const notes = Object.entries(document.notes ?? {}).flatMap(([id, note]) => {
    const box = boxes.get(noteFlowId(id));
    return note && box ? [drawNote(note, box, colours)] : [];
  });
  return [...groups, ...notes];
}

/** Connections as curves from the top of a module to the bottom of another; those of fields as thin lines from side to side. */
function wiresOf(document: GraphDocument, boxes: ReadonlyMap<string, Box>, colours: PictureColours): string[] {
  return nodesOf(document).flatMap(([name, node]) =>
    Object.entries(node.inputs).flatMap(([input, ref]) => {
      if (ref === undefined || own(document.nodes, splitRef(ref)[0]) === undefined) return [];
      const [source, output] = splitRef(ref);
      const from = drawnEnd(document, source, output);
      const to = drawnEnd(document, name, input);
      const [start, end] = [boxes.get(from.node), boxes.get(to.node)];
      if (!start || !end || start === end) return [];
      const isField = !drawnConnectors(modules.get(node.module), 'inputs', [input]).includes(input);
      if (isField) {
        const [x1, y1, x2, y2] = [start.x + start.width, start.y + start.height / 2, end.x, end.y + end.height / 2];
        return [
          `<path d="M${x1} ${y1}L${x2} ${y2}" fill="none" stroke="${colours['wire-param']}" stroke-width="1.2"/>`,
        ];
      }
      const [x1, y1] = connectorAt(start, own(document.nodes, from.node), 'outputs', output);
      const [x2, y2] = connectorAt(end, own(document.nodes, to.node), 'inputs', input);
      const bend = Math.max(24, Math.abs(y2 - y1) / 2);
      const path = `M${x1} ${y1}C${x1} ${y1 - bend} ${x2} ${y2 + bend} ${x2} ${y2}`;
      return [`<path d="${path}" fill="none" stroke="${colours.wire}" stroke-width="2"/>`];
    }),
  );
}
