/** What the engine foresaw for a network or a module, and what it took, in MiB. */
export interface Foreseen {
  readonly of: string;
  readonly foreseen: number;
  readonly measured: number;
}

/** How far a forecast may be off. */
const allowed = 0.2;

/** Both, and whether the forecast lies within 20 % of what was measured. */
export function foreseenText({ of, foreseen, measured }: Foreseen): string {
  const off = foreseen / measured - 1;
  const percent = `${off < 0 ? '' : '+'}${Math.round(100 * off)} %`;
  const answer = Math.abs(off) <= allowed ? 'yes' : 'NO';
  return `Memory foreseen for ${of}: ${answer}, ${Math.round(foreseen)} MiB for ${Math.round(measured)} MiB (${percent})`;
}
