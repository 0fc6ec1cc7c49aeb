import { colorTable } from './colorTables.ts';
import { valueText } from './readout.ts';
import type { Colors } from './slicePainter.ts';
import type { WindowLevel } from './windowLevel.ts';

interface ColorBarProps {
  readonly window: WindowLevel;
  readonly colors: Colors;
  /** Plain grey needs no bar, unless it is asked for. */
  readonly isAlways: boolean;
  readonly unit?: string;
  /** Of the view, CSS pixels. */
  readonly height: number;
}

const stops = 24;

/** The colours of the values, with the values at both ends. */
export function ColorBar({ window, colors, isAlways, unit, height }: ColorBarProps) {
  const { map, isInverted } = colors;
  const room = Math.min(height / 3, height / 2 - 46);
  if (map === 'labels' || (map === 'gray' && !isInverted && !isAlways) || room < 40) return null;
  const table = colorTable(map, isInverted);
  const colorAt = (n: number) => {
    const word = table[Math.round((255 * n) / stops)];
    return `rgb(${word & 255} ${(word >> 8) & 255} ${(word >> 16) & 255})`;
  };
  const gradient = Array.from({ length: stops + 1 }, (_, n) => colorAt(n)).join(', ');
  const value = (of: number) => `${valueText(Number(of.toPrecision(6)))}${unit ? ` ${unit}` : ''}`;
  return (
    <span className="viewer-bar" style={{ height: room, backgroundImage: `linear-gradient(to top, ${gradient})` }}>
      <span className="viewer-bar-top">{value(window.center + window.width / 2)}</span>
      <span className="viewer-bar-bottom">{value(window.center - window.width / 2)}</span>
    </span>
  );
}
