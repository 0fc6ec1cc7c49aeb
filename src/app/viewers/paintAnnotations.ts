/** What stands over a picture only for the moment, is painted already, or tells of a pointer that is not there. */
const leftOut = '.viewer-canvas, .viewer-card, .viewer-message, .viewer-badge, [role="alert"], [data-none]';

/**
 * Paints what stands over a picture (texts, lines, boxes, drawings, further canvases) into a canvas that shows the picture in another
 * size, at the places and in the colours that it has on the page. Texts and drawings are as sharp as the canvas.
 */
export async function paintAnnotations(canvas: HTMLCanvasElement, frame: HTMLElement): Promise<void> {
  const context = canvas.getContext('2d');
  const box = frame.getBoundingClientRect();
  if (!context || box.width === 0) return;
  context.setTransform(canvas.width / box.width, 0, 0, canvas.height / box.height, 0, 0);
  context.translate(-box.left, -box.top);
  await paintElement(context, frame);
  context.setTransform(1, 0, 0, 1, 0, 0);
}

async function paintElement(context: CanvasRenderingContext2D, element: Element): Promise<void> {
  for (const child of element.childNodes) {
    if (child instanceof Text) paintText(context, child);
    if (!(child instanceof Element) || child.matches(leftOut) || !child.checkVisibility({ visibilityProperty: true })) {
      continue;
    }
    context.save();
    context.globalAlpha *= Number(getComputedStyle(child).opacity);
    if (child instanceof SVGSVGElement) await paintDrawing(context, child);
    else if (child instanceof HTMLCanvasElement) {
      const { left, top, width, height } = child.getBoundingClientRect();
      if (child.width > 0 && child.height > 0) context.drawImage(child, left, top, width, height);
    } else {
      paintBox(context, child);
      await paintElement(context, child);
    }
    context.restore();
  }
}

function paintBox(context: CanvasRenderingContext2D, element: Element): void {
  const style = getComputedStyle(element);
  const { left, top, right, bottom, width, height } = element.getBoundingClientRect();
  if (!isClear(style.backgroundColor)) {
    context.fillStyle = style.backgroundColor;
    context.fillRect(left, top, width, height);
  }
  const colours = /rgba?\([^)]*\)/g;
  const stops = style.backgroundImage.startsWith('linear-gradient(to top')
    ? style.backgroundImage.match(colours)
    : null;
  if (stops && stops.length > 1) {
    const gradient = context.createLinearGradient(0, bottom, 0, top);
    for (const [n, colour] of stops.entries()) gradient.addColorStop(n / (stops.length - 1), colour);
    context.fillStyle = gradient;
    context.fillRect(left, top, width, height);
  }
  const side = (name: 'Top' | 'Right' | 'Bottom' | 'Left', x: number, y: number, w: number, h: number) => {
    const thick = Number.parseFloat(style[`border${name}Width`]);
    const colour = style[`border${name}Color`];
    if (!(thick > 0) || style[`border${name}Style`] === 'none' || isClear(colour)) return;
    context.fillStyle = colour;
    context.fillRect(name === 'Right' ? x - thick : x, name === 'Bottom' ? y - thick : y, w || thick, h || thick);
  };
  side('Top', left, top, width, 0);
  side('Bottom', left, bottom, width, 0);
  side('Left', left, top, 0, height);
  side('Right', right, top, 0, height);
}

function isClear(colour: string): boolean {
  return colour === 'transparent' || /^rgba\(.*, 0\)$/.test(colour);
}

function paintText(context: CanvasRenderingContext2D, text: Text): void {
  const parent = text.parentElement;
  if (!parent || !text.data.trim()) return;
  const style = getComputedStyle(parent);
  context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  for (const { left, middle, line } of linesOf(text)) {
    // The outline that the page gives texts over pictures by their shadow.
    if (style.textShadow !== 'none') {
      context.strokeStyle = 'rgb(0 0 0 / 80%)';
      context.lineWidth = 3;
      context.strokeText(line, left, middle);
    }
    context.fillStyle = style.color;
    context.fillText(line, left, middle);
  }
}

/** The lines into which the page has broken a text, and where they stand. */
function linesOf(text: Text): readonly { readonly left: number; readonly middle: number; readonly line: string }[] {
  const range = document.createRange();
  const lines: { left: number; top: number; middle: number; line: string }[] = [];
  for (let n = 0; n < text.length; n++) {
    range.setStart(text, n);
    range.setEnd(text, n + 1);
    const [box] = range.getClientRects();
    if (!box) continue;
    const last = lines.at(-1);
    if (last && Math.abs(last.top - box.top) < 2) last.line += text.data[n];
    else lines.push({ left: box.left, top: box.top, middle: box.top + box.height / 2, line: text.data[n] });
  }
  return lines;
}

const drawnStyles = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'opacity',
  'font',
  'paint-order',
  'text-anchor',
];

/** A drawing with the styles of the page, since as an image it knows none of them. */
async function paintDrawing(context: CanvasRenderingContext2D, svg: SVGSVGElement): Promise<void> {
  const { left, top, width, height } = svg.getBoundingClientRect();
  if (width === 0 || height === 0) return;
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = svg.querySelectorAll<SVGElement>('*');
  for (const [n, element] of copy.querySelectorAll<SVGElement>('*').entries()) {
    const style = getComputedStyle(originals[n]);
    for (const name of drawnStyles) element.style.setProperty(name, style.getPropertyValue(name));
    if (style.display === 'none' || style.visibility === 'hidden') element.style.display = 'none';
  }
  const scale = context.getTransform().a;
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  if (!copy.hasAttribute('viewBox')) copy.setAttribute('viewBox', `0 0 ${width} ${height}`);
  copy.setAttribute('width', String(width * scale));
  copy.setAttribute('height', String(height * scale));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  context.drawImage(image, left, top, width, height);
}
