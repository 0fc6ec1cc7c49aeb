/** Sets an entry as the newest of a map that holds at most `max`; the one that was set longest ago goes. */
export function setNewest<K, V>(map: Map<K, V>, key: K, value: V, max: number): void {
  map.delete(key);
  map.set(key, value);
  if (map.size <= max) return;
  const [oldest] = map.keys();
  map.delete(oldest);
}

/** Takes out all entries but those whose keys are wanted. */
export function keepOnly<K>(map: Map<K, unknown>, isWanted: (key: K) => boolean): void {
  for (const key of map.keys()) if (!isWanted(key)) map.delete(key);
}
