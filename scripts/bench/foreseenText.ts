/** What the engine foresaw for a network, and what it took, in MiB. */
export interface Foreseen {
  readonly volume: string;
  readonly foreseen: number;
  readonly measured: number;
}

/** How far a forecast may be off. */
const allowed = 0.2;

/** Both, and whether the forecast lies within 20 % of what was measured. */
export function foreseenText({ volume, foreseen, measured }: Foreseen): string {
  const off = foreseen / measured - 1;
  const percent = `${off < 0 ? '' : '+'}${Math.round(100 * off)} %`;
  const answer = Math.abs(off) <= allowed ? 'yes' : 'NO';
  return `Memory foreseen for the brain mask of ${volume}: ${answer}, ${Math.round(foreseen)} MiB for ${Math.round(measured)} MiB (${percent})`;
}
