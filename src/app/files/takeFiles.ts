import { modules } from '#modules/index.ts';
import { addModule } from '#src/app/actions.ts';
import { canvasView } from '#src/app/canvas/canvasView.ts';
import { rememberFile } from '#src/app/files.ts';
import { openGraphBlob } from '#src/app/graphFiles.ts';
import { currentDocument, notify, setParams, useApp } from '#src/app/store.ts';
import { fileTexts } from '#src/app/texts/files.ts';
import { nodeOf, nodesOf, type OutputRef, type Position } from '#src/graph/document.ts';
import type { FileRef, ParamValue } from '#src/graph/module.ts';
import { isFileRef } from '#src/graph/params.ts';
import { takeIn } from './intake.ts';
import type { Found, TakenFile, TakenImage } from './intakeMessages.ts';
import { showIntake } from './intakeProgress.ts';
import { offerSeries } from './offerSeries.ts';
import type { PickedFile } from './pickedFile.ts';

/** More modules than this are no network that anyone would want at once. */
const mostImages = 32;
const mostGraphs = 8;
const perRow = 6;

/** Where images go: into a module that is there, whose further images then stand beside it, or to a place of the network. */
export interface Target {
  readonly node?: string;
  readonly at: Position;
}

/** What LocalImage opens; the module that reads files. */
const loader = () => modules.get('LocalImage');

/**
 * Opens files: networks first, then an image module for each image, header with voxels, or study. Says of what is not taken why. A
 * message tells how far it is and can end it.
 */
export async function takeFiles(
  find: (signal: AbortSignal) => AsyncIterable<readonly PickedFile[]>,
  target: Target,
): Promise<void> {
  const accept = loader()?.params.name;
  const accepted = accept?.kind === 'file' ? accept.accept : [];
  const controller = new AbortController();
  const progress = showIntake(fileTexts.intake.looking, () => controller.abort());
  let places: Places | undefined;
  try {
    await takeIn(
      find(controller.signal),
      accepted,
      mostImages,
      {
        async found(found) {
          const isOpened = await openGraphs(found.graphs);
          sayWhatIsLeft(found);
          places = placesFor(target, isOpened);
        },
        image: (taken) => places?.put(taken),
        failed: (why) => notify('error', why),
        progress: progress.tell,
        notKept: (name) => notify('warning', fileTexts.intake.notKept(name)),
      },
      controller.signal,
    );
    places?.end();
  } catch (error) {
    if (controller.signal.aborted) notify('info', fileTexts.intake.cancelled);
    else notify('error', error instanceof Error ? error.message : String(error));
  } finally {
    progress.end();
  }
}

/** Opens networks, a tab each; so many tabs are enough at once. Returns whether the images are to stand in one of them. */
async function openGraphs(graphs: readonly File[]): Promise<boolean> {
  let isOpened = false;
  for (const graph of graphs.slice(0, mostGraphs)) {
    isOpened = (await openGraphBlob(graph)) || isOpened;
  }
  if (graphs.length > mostGraphs) {
    notify('warning', fileTexts.intake.manyNetworks(graphs.length, mostGraphs));
  }
  return isOpened;
}

function sayWhatIsLeft({ graphs, images, tooMany, refusals, leftOut }: Found): void {
  for (const why of refusals) notify('warning', why);
  if (tooMany > 0) {
    notify('warning', fileTexts.intake.manyImages(images + tooMany, images));
  }
  if (images === 0 && graphs.length === 0 && refusals.length === 0) {
    notify('warning', fileTexts.intake.noImageAmong(leftOut));
  }
}

interface Places {
  put(taken: TakenImage): void;
  end(): void;
}

/** Puts images where they belong, one after the other. */
function placesFor({ node, at }: Target, isOpened: boolean): Places {
  // An opened network brings another view of the canvas: the images go below it, where what it reads begins.
  const corner = isOpened ? lowerLeft() : at;
  let count = 0;
  let free = isOpened ? undefined : node;
  return {
    put(taken) {
      const module = loader();
      const target = free;
      free = undefined;
      const ref = refOf(taken.image);
      if (target !== undefined && nodeOf(currentDocument(), target)) {
        setParams(target, paramsFor(target, taken));
        void offerSeries(target, ref);
        return;
      }
      const place = { x: corner.x + 190 * (count % perRow), y: corner.y + 90 * Math.floor(count / perRow) };
      count++;
      const added = module && addModule(module, place, undefined, { name: ref, ...voxelsParam(taken) });
      if (!module || !added || count > 1) return;
      showFirst(`${added}.${Object.keys(module.outputs)[0]}`);
      // One panel at once is enough.
      void offerSeries(added, ref);
    },
    end() {
      // Once they are drawn, so that they are seen beside the network that was fitted without them.
      if (isOpened && count > 0) requestAnimationFrame(() => canvasView.fit());
    },
  };
}

/** Who drops an image wants to see it: where nothing else is inspected it is, in the window that is open for that. */
function showFirst(output: OutputRef): void {
  if (useApp.getState().inspected === undefined) useApp.setState({ inspected: output });
}

/** What a module that is there gets: another image, or the voxels that the header it has waits for. */
function paramsFor(node: string, taken: TakenImage): Record<string, ParamValue> {
  const params = nodeOf(currentDocument(), node)?.params ?? {};
  const voxels = loader()?.params.voxels;
  const isVoxels = voxels?.kind === 'file' && voxels.accept.some((end) => taken.image.name.toLowerCase().endsWith(end));
  const ref = refOf(taken.image);
  if (taken.isUnknown && isVoxels && isFileRef(params.name) && params.voxels === null) return { voxels: ref };
  // A series of another study means nothing in this one.
  const isSame = isFileRef(params.name) && params.name.hash === ref.hash;
  const series = loader()?.params.series;
  const defaults: Record<string, ParamValue> = series && !isSame ? { series: series.default } : {};
  return { ...defaults, name: ref, voxels: null, ...voxelsParam(taken) };
}

function voxelsParam({ voxels }: TakenImage): Record<string, ParamValue> {
  return voxels ? { voxels: refOf(voxels) } : {};
}

function refOf({ name, hash, blob }: TakenFile): FileRef {
  rememberFile(hash, blob);
  return { name, hash };
}

/** A free place under the lower left of the network. */
function lowerLeft(): Position {
  const places = nodesOf(currentDocument()).map(([, { position }]) => position);
  if (places.length === 0) return { x: 0, y: 0 };
  return { x: Math.min(...places.map(({ x }) => x)), y: Math.max(...places.map(({ y }) => y)) + 120 };
}
