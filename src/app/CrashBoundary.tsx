import { Component, type ReactNode } from 'react';
import { serializeGraph } from '#src/graph/file.ts';
import { downloadBlob, newGraph } from './graphFiles.ts';
import { closeNetwork } from './networks.ts';
import { currentDocument, useApp } from './store.ts';
import { windowTexts } from './texts/window.ts';

interface CrashState {
  readonly crash: { readonly error: unknown } | undefined;
}

/**
 * Keeps the page alive when the editor fails while it draws: says so, hands out the network, and starts with an empty one. Without
 * it the page would stay blank, after a reload too, since the same network would be restored. A class, since React knows such
 * boundaries only as classes.
 */
export class CrashBoundary extends Component<{ readonly children: ReactNode }, CrashState> {
  override state: CrashState = { crash: undefined };

  static getDerivedStateFromError(error: unknown): CrashState {
    return { crash: { error } };
  }

  override render(): ReactNode {
    const { crash } = this.state;
    if (!crash) return this.props.children;
    const { fileName } = useApp.getState();
    const text = serializeGraph(currentDocument());
    const close = () => this.setState({ crash: undefined });
    return (
      <main className="inspector-empty" role="alert">
        <h1>{windowTexts.crash.title}</h1>
        <p>{crash.error instanceof Error ? crash.error.message : String(crash.error)}</p>
        <p>{windowTexts.crash.nothingLost(fileName)}</p>
        <button
          type="button"
          className="button"
          onClick={() => downloadBlob(new Blob([text], { type: 'application/json' }), fileName)}
        >
          {windowTexts.crash.download(fileName)}
        </button>{' '}
        <button type="button" className="button" onClick={close}>
          {windowTexts.crash.goOn}
        </button>{' '}
        <button
          type="button"
          className="button"
          onClick={() => {
            closeNetwork(useApp.getState().network);
            newGraph();
            close();
          }}
        >
          {windowTexts.crash.empty}
        </button>
      </main>
    );
  }
}
