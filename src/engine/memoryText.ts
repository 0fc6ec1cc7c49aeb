/** Bytes in the unit in which they are easily read: "3.1 GiB", "512 MiB", "12 KiB". */
export function memoryText(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB'] as const;
  let [value, unit] = [bytes, 0];
  for (; value >= 1000 && unit < units.length - 1; unit++) value /= 1024;
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}
