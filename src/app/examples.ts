import entries from '#graphs/gallery/gallery.json';

/** An example network, as its file, with what the gallery says of it. */
export interface Example {
  readonly fileName: string;
  readonly title: string;
  /** What someone learns from it, in a sentence. */
  readonly teaches: string;
  /** How long it takes to go through it. */
  readonly minutes: number;
  /** The tutorial in which it is built. */
  readonly tutorial: string | undefined;
  /** The address of its picture; missing for networks that have nothing to see. */
  readonly picture: string | undefined;
  readonly text: string;
}

interface Entry {
  readonly graph: string;
  readonly title: string;
  readonly teaches: string;
  readonly minutes: number;
  readonly tutorial?: string;
}

const texts: Readonly<Record<string, string>> = import.meta.glob('/graphs/*.json', {
  eager: true,
  query: '?raw',
  import: 'default',
});
const pictures: Readonly<Record<string, string>> = import.meta.glob('/graphs/gallery/*.jpg', {
  eager: true,
  query: '?url',
  import: 'default',
});

/** The networks that come with Voxgraph, as graphs/gallery/gallery.json orders them; the first one is shown at the first start. */
export const examples: readonly Example[] = (entries as readonly Entry[]).map(({ graph, ...entry }) => ({
  ...entry,
  fileName: graph,
  tutorial: entry.tutorial,
  picture: pictures[`/graphs/gallery/${graph.replace('.json', '.jpg')}`],
  text: texts[`/graphs/${graph}`],
}));
