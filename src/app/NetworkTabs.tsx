import { windowTexts } from './texts/window.ts';
import './networkTabs.css';
import { type DragEvent, type KeyboardEvent, useEffect, useRef, type WheelEvent } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { keyText } from './command.ts';
import { commands } from './commands.ts';
import { Icon } from './Icon.tsx';
import { NetworkList } from './NetworkList.tsx';
import { isModified } from './network.ts';
import { askToClose, moveNetwork, networksOf, showNetwork } from './networks.ts';
import { useApp } from './store.ts';
import { useHiddenEnds } from './useHiddenEnds.ts';

/** The kind of data under which a tab is dragged. */
const tabDragType = 'application/x-voxgraph-network';

/** A tab for every open network: the arrow keys go from one to the next, Enter shows it, Delete closes it. */
export function NetworkTabs() {
  const shown = useApp((state) => state.network);
  const order = useApp((state) => state.order);
  const list = useRef<HTMLDivElement>(null);
  const hiddenEnds = useHiddenEnds(list, order);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a tab may have moved out of sight
  useEffect(() => {
    // With the next frame, which lays out the page anyway: here the other network would be laid out within the click.
    const handle = requestAnimationFrame(() =>
      list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' }),
    );
    return () => cancelAnimationFrame(handle);
  }, [shown, order]);

  const focusTab = (number: number | undefined) =>
    list.current?.querySelector<HTMLElement>(`[data-network="${number}"]`)?.focus();
  const onKeyDown = (event: KeyboardEvent) => {
    const number = Number((event.target as HTMLElement).dataset.network);
    const at = order.indexOf(number);
    if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step !== undefined) focusTab(order[(at + step + order.length) % order.length]);
    else if (event.key === 'Home') focusTab(order[0]);
    else if (event.key === 'End') focusTab(order.at(-1));
    else if (event.key === 'Enter' || event.key === ' ') showNetwork(number);
    else if (event.key === 'Delete') {
      askToClose(number);
      // What closed had the focus; when it is asked first, the dialog takes it.
      requestAnimationFrame(() => useApp.getState().closing === undefined && focusTab(useApp.getState().network));
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="network-tabs">
      <div
        className="network-tablist"
        role="tablist"
        aria-label={windowTexts.networks.open}
        ref={list}
        data-hidden-left={hiddenEnds.left}
        data-hidden-right={hiddenEnds.right}
        onWheel={scrollSideways}
      >
        {order.map((number) => (
          <NetworkTab key={number} number={number} isShown={number === shown} onKeyDown={onKeyDown} />
        ))}
      </div>
      <NetworkList hidden={!hiddenEnds.left && !hiddenEnds.right} />
      <button
        type="button"
        className="button button-quiet network-new"
        title={windowTexts.withKey(commands.new.title, keyText(commands.new.keys[0]))}
        aria-label={commands.new.title}
        onClick={commands.new.do}
      >
        <Icon name="plus" />
      </button>
    </div>
  );
}

/** A wheel that turns up and down goes along the tabs. */
function scrollSideways({ currentTarget, deltaX, deltaY }: WheelEvent<HTMLElement>): void {
  if (deltaX === 0) currentTarget.scrollLeft += deltaY;
}

interface NetworkTabProps {
  readonly number: number;
  readonly isShown: boolean;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** A tab. The cross in it is for the mouse; a button within a tab would be one that a screen reader does not reach. */
function NetworkTab({ number, isShown, onKeyDown }: NetworkTabProps) {
  const [fileName, modified] = useApp(
    useShallow((state) => {
      const network = networksOf(state).find((each) => each.network === number);
      return network ? ([network.fileName, isModified(network)] as const) : (['', false] as const);
    }),
  );
  return (
    <div
      className="network-tab"
      role="tab"
      aria-selected={isShown}
      tabIndex={isShown ? 0 : -1}
      data-network={number}
      title={modified ? windowTexts.networks.unsaved(fileName) : fileName}
      onClick={() => showNetwork(number)}
      onKeyDown={onKeyDown}
      onAuxClick={(event) => event.button === 1 && askToClose(number)}
      {...dragEvents(number)}
    >
      <span className="network-name" data-testid={isShown ? 'file-name' : undefined}>
        <span className="network-file">{fileName}</span>
        {modified && (
          <>
            <span aria-hidden="true"> ●</span>
            <span className="visually-hidden"> {windowTexts.networks.modified}</span>
          </>
        )}
      </span>
      <span
        className="network-close"
        aria-hidden="true"
        title={windowTexts.dock.closeWithKey}
        data-testid={`close-${fileName}`}
        onPointerDown={(event) => event.preventDefault()}
        onClick={(event) => {
          event.stopPropagation();
          askToClose(number);
        }}
      >
        <Icon name="close" />
      </span>
    </div>
  );
}

/** A tab is dragged to the place of another, which makes room. */
function dragEvents(number: number) {
  return {
    draggable: true,
    onDragStart: ({ dataTransfer }: DragEvent) => {
      dataTransfer.setData(tabDragType, String(number));
      dataTransfer.effectAllowed = 'move';
    },
    onDragOver: (event: DragEvent) => {
      if (event.dataTransfer.types.includes(tabDragType)) event.preventDefault();
    },
    onDrop: (event: DragEvent) => {
      const moved = event.dataTransfer.getData(tabDragType);
      if (moved === '') return;
      event.preventDefault();
      moveNetwork(Number(moved), useApp.getState().order.indexOf(number));
    },
  };
}
