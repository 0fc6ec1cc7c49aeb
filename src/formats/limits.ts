/** What a file may ask for. A file that asks for more is refused before anything is allocated. */
export interface Limits {
  /** Bytes of the voxels of one image, as they are held in memory. */
  readonly imageBytes: number;
  /** Bytes before the first voxel: the header and its extensions. */
  readonly headerBytes: number;
  /** Bytes after the last voxel that are still inflated, so that the checksum at the end of the file can be checked. */
  readonly trailingBytes: number;
}

/**
 * A ratio of compression is no limit: honest masks compress a thousandfold. What counts is the size that the header declares.
 */
export const defaultLimits: Limits = {
  imageBytes: 4 * 2 ** 30,
  headerBytes: 64 * 2 ** 20,
  trailingBytes: 2 ** 20,
};

/** "26,880 bytes", "120.0 MB": a size for messages, to the byte while it is small. */
export function bytesText(bytes: number): string {
  if (bytes < 1e6) return bytes === 1 ? '1 byte' : `${bytes.toLocaleString('en')} bytes`;
  if (bytes < 1e9) return `${(bytes / 1e6).toFixed(1)} MB`;
  if (bytes < 1e12) return `${(bytes / 1e9).toFixed(1)} GB`;
  return `${Math.round(bytes / 1e12).toLocaleString('en')} TB`;
}
