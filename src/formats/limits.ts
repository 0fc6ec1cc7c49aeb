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

let current: Limits = defaultLimits;

/** The limits that hold on this thread: the defaults, or what its user has set instead. */
export function currentLimits(): Limits {
  return current;
}

/** Sets the limits of this thread; those that are not named get their defaults. Values out of range are left out. */
export function setLimits(limits: Partial<Limits>): void {
  const fitting = Object.entries(limits).filter(([name, bytes]) => {
    const setting = Object.hasOwn(limitSettings, name) ? limitSettings[name as keyof Limits] : undefined;
    return setting && Number.isSafeInteger(bytes) && bytes >= setting.least && bytes <= setting.most;
  });
  current = { ...defaultLimits, ...Object.fromEntries(fitting) };
}

/** A limit that a user can set, in bytes. */
export interface LimitSetting {
  /** What the command line calls it: `--limit image=8GB`. */
  readonly name: string;
  readonly label: string;
  readonly help: string;
  readonly least: number;
  readonly most: number;
}

/** The limits that can be set. None can be taken away: more than `most` is in no browser's reach. */
export const limitSettings: Readonly<Partial<Record<keyof Limits, LimitSetting>>> = {
  imageBytes: {
    name: 'image',
    label: 'Voxels of one image',
    help: 'As they are held in memory; what a file declares beyond it is refused before it is read.',
    least: 2 ** 20,
    most: 16 * 2 ** 30,
  },
  headerBytes: {
    name: 'header',
    label: 'Header of an image',
    help: 'What stands before the first voxel, with extensions.',
    least: 2 ** 16,
    most: 2 ** 30,
  },
};

/** How a limit that a file of `needed` bytes exceeds can be raised, for the end of an error; nothing where it cannot so far. */
export function orRaise(limit: keyof Limits, needed: number): string {
  const setting = limitSettings[limit];
  if (!setting || !(needed <= setting.most)) return '';
  const least = Math.ceil(needed / 1e8) / 10;
  return `, or raise the limit (File › Limits of files…, or --limit ${setting.name}=${least}GB)`;
}

/** "26,880 bytes", "120.0 MB": a size for messages, to the byte while it is small. */
export function bytesText(bytes: number): string {
  if (bytes < 1e6) return bytes === 1 ? '1 byte' : `${bytes.toLocaleString('en')} bytes`;
  if (bytes < 1e9) return `${(bytes / 1e6).toFixed(1)} MB`;
  if (bytes < 1e12) return `${(bytes / 1e9).toFixed(1)} GB`;
  return `${Math.round(bytes / 1e12).toLocaleString('en')} TB`;
}
