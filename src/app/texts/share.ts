/** What is said where a network leaves the page: as a picture, as a link, and when one of these is opened. */
export const shareTexts = {
  title: 'Share the network',
  savePng: 'Save picture (PNG)',
  saveSvg: 'Save picture (SVG)',
  pictureHint: 'Dropped onto Voxgraph, the picture opens as the network.',
  pictureAlt: 'The network as it will look',
  noPicture: (reason: string) => `The picture could not be made (${reason}): save it as SVG`,
  notDrawn: 'the browser made no picture of it',
  /** The title of a saved picture. */
  pictureTitle: 'Voxgraph network',

  /** What goes along with a network: counts of modules and of their values, then files and texts one by one. */
  contents: {
    summary: (modules: number, values: number) =>
      `This goes along: ${counted(modules, 'module', 'modules')} with ${counted(values, 'value', 'values')}, and what is listed here. No image, no result and nothing of a header does.`,
    file: (fileName: string) => `File ${fileName}`,
    /** Follow the name of a file: the begin of its SHA-256, or that it comes with Voxgraph. */
    hash: (begin: string | undefined) => ` SHA-256 ${begin}…`,
    builtIn: ' built in',
    text: (text: string) => `Text “${text}”`,
    more: (count: number) => `and ${count} more, in the text of it`,
    withNames: 'With the names of files, which may be names of patients',
    asText: 'All of it as text',
  },

  link: {
    label: 'Link',
    /** A network that came with a link, which carries no name. */
    fileName: 'from-a-link.json',
    copy: 'Copy link',
    copied: 'Copied.',
    notCopied: 'The browser did not let the page copy it: copy it from the field.',
    /** Lengths are numbers of characters; `long` is the length from which on some programs cut. */
    tooLong: (length: number) =>
      `The link would have ${characters(length)}, more than browsers open: share a picture or the file.`,
    short: (length: number) => `The link has ${characters(length)}. ${carriesAll}`,
    long: (length: number, long: number) =>
      `The link has ${characters(length)}; some programs cut links of more than ${long.toLocaleString('en')}. ${carriesAll}`,
    opened: 'Opened the network of the link. Images do not come with a link: where one is missing, locate it',
    notOpened: (reason: string) => `The link could not be opened. ${reason}`,
  },

  /** Why no network could be read of a picture or a link; `reason` is one of those below or an error of the packing. */
  damaged: {
    noNetwork: 'This picture holds no network: choose one that Voxgraph has made',
    because: (reason: string) => `The network in it is damaged: ${reason}`,
    tooLarge: 'it is larger than any network',
    tooShort: 'it ends too early',
    checksum: 'its checksum does not fit',
    noText: 'its chunk has no text',
    cut: 'it is cut short',
    cutOrChanged: 'it is cut short, or other letters have come into it',
  },
} as const;

const carriesAll = 'It carries the network itself; no server gets to see it.';

function characters(length: number): string {
  return `${length.toLocaleString('en')} characters`;
}

function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
