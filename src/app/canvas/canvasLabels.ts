/** What a screen reader says of the parts of the canvas, in the editor's words. */
export const canvasLabels = {
  'node.a11yDescription.default':
    'Enter opens it, the arrow keys move it, F2 renames it, Control with Enter connects it, Delete removes it, Shift with F10 opens its menu.',
  'node.a11yDescription.keyboardDisabled':
    'Enter opens it, the arrow keys move it, F2 renames it, Control with Enter connects it, Delete removes it, Shift with F10 opens its menu.',
  'node.a11yDescription.ariaLiveMessage': ({ direction, x, y }: { direction: string; x: number; y: number }) =>
    `Moved ${direction}, to ${Math.round(x)}, ${Math.round(y)}`,
  'edge.a11yDescription.default': 'Enter shows in the Output Inspector what it carries, Delete removes it.',
  'controls.ariaLabel': 'Zoom',
  'controls.zoomIn.ariaLabel': 'Zoom in',
  'controls.zoomOut.ariaLabel': 'Zoom out',
  'controls.fitView.ariaLabel': 'Fit the network into the window',
  'minimap.ariaLabel': 'Mini map',
};
