import { colourTable } from './niivue.ts';
import type { ColourPoint, TransferFunction } from './transferFunction.ts';
import type { VolumeLook } from './volumeScene.ts';

/** The transfer function of a look, with the colours of its colour table where it names one. */
export function colouredTransfer({ transfer, colourMap }: VolumeLook): TransferFunction {
  const [first] = transfer.colour;
  const last = transfer.colour.at(-1);
  if (!colourMap || !first || !last) return transfer;
  const bytes = colourTable(colourMap);
  const colour = Array.from({ length: 256 }, (_, n): ColourPoint => {
    const [red, green, blue] = bytes.subarray(4 * n, 4 * n + 3);
    return [first[0] + ((last[0] - first[0]) * n) / 255, [red / 255, green / 255, blue / 255]];
  });
  return { ...transfer, colour };
}
