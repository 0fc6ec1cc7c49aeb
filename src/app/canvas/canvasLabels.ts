import { canvasTexts } from '#src/app/texts/canvas.tsx';

/** What a screen reader says of the parts of the canvas, in the editor's words. */
export const canvasLabels = {
  'node.a11yDescription.default': canvasTexts.spoken.nodeKeys,
  'node.a11yDescription.keyboardDisabled': canvasTexts.spoken.nodeKeys,
  'node.a11yDescription.ariaLiveMessage': ({ direction, x, y }: { direction: string; x: number; y: number }) =>
    canvasTexts.spoken.moved(direction, Math.round(x), Math.round(y)),
  'edge.a11yDescription.default': canvasTexts.spoken.connectionKeys,
  'controls.ariaLabel': canvasTexts.spoken.zoom,
  'controls.zoomIn.ariaLabel': canvasTexts.spoken.zoomIn,
  'controls.zoomOut.ariaLabel': canvasTexts.spoken.zoomOut,
  'controls.fitView.ariaLabel': canvasTexts.spoken.fit,
  'minimap.ariaLabel': canvasTexts.spoken.map,
};
