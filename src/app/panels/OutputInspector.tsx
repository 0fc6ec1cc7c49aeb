import { inspectorTexts } from '#src/app/texts/inspectors.ts';
import './inspector.css';
import './panels.css';
import './sheet.css';
import { modules } from '#modules/index.ts';
import { useApp, useDocument } from '#src/app/store.ts';
import { useValue } from '#src/app/useOutput.ts';
import { SliceView } from '#src/app/viewers/SliceView.tsx';
import { sessionStore } from '#src/app/viewers/sessionStore.ts';
import { VolumeView } from '#src/app/viewers/VolumeView.tsx';
import type { OutputRef } from '#src/graph/document.ts';
import { nodeOf, sourceConnector, splitRef } from '#src/graph/document.ts';
import { ImageFacts } from './ImageFacts.tsx';
import { ImageHeaderView } from './ImageHeaderView.tsx';
import { MatrixTable } from './MatrixTable.tsx';
import { OutputValue } from './OutputValue.tsx';
import { SourceHistogram } from './SourceHistogram.tsx';
import { TableView } from './TableView.tsx';
import { Tabs } from './Tabs.tsx';

const { tabs } = inspectorTexts.output;
type Tab = keyof typeof tabs;

/** The name under which its views remember; no node can have it. */
const memory = ' inspector';
const tabSession = sessionStore<Tab>('2D');

/** Shows whatever output, input or connection was clicked, without a viewer in the network. */
export function OutputInspector() {
  const document = useDocument();
  const source = useApp((state) => state.inspected);
  const tab = tabSession.use(memory);
  const node = source && nodeOf(document, splitRef(source)[0]);
  const module = node && modules.get(node.module);
  if (!source || !module) {
    return <div className="inspector-empty">{inspectorTexts.output.empty}</div>;
  }
  const connector = sourceConnector(module, splitRef(source)[1]);
  const isImage = connector?.type === 'image';
  return (
    <div className="inspector" data-testid="inspector">
      <header className="inspector-head">
        <h2>
          {source} <span className="panel-muted">({connector?.type ?? inspectorTexts.output.unknownType})</span>
        </h2>
        {isImage && (
          <Tabs
            label={inspectorTexts.output.views}
            tabs={tabs}
            chosen={tab}
            onChoose={(next) => tabSession.change(memory, () => next)}
          />
        )}
        {isImage && <ImageFacts source={source} />}
      </header>
      <div className="inspector-view">
        {isImage && <ImageTab source={source} tab={tab} />}
        {!isImage && <PlainValue source={source} />}
      </div>
    </div>
  );
}

function ImageTab({ source, tab }: { readonly source: OutputRef; readonly tab: Tab }) {
  switch (tab) {
    case '2D':
      return <SliceView source={source} memory={memory} />;
    case '3D':
      return <VolumeView source={source} memory={memory} />;
    case 'histogram':
      return <SourceHistogram source={source} />;
    case 'header':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        <section className="inspector-page" aria-label={inspectorTexts.output.header(source)} tabIndex={0}>
          <ImageHeaderView source={source} />
        </section>
      );
    default:
      return tab satisfies never;
  }
}

function PlainValue({ source }: { readonly source: OutputRef }) {
  const { status, value, error } = useValue(useDocument(), source);
  if (status === 'failed') {
    return (
      <div className="inspector-value" role="alert">
        {error?.node}: {error?.message}
      </div>
    );
  }
  if (typeof value === 'object' && 'rows' in value) return <TableView source={source} table={value} />;
  if (Array.isArray(value) && value.length === 16) {
    return (
      <div className="inspector-value">
        <MatrixTable
          label={inspectorTexts.output.matrix(source)}
          caption={inspectorTexts.output.rowByRow}
          values={value}
        />
      </div>
    );
  }
  return (
    <div className="inspector-value">
      <OutputValue source={source} />
    </div>
  );
}
