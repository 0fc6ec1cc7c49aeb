import './tokens.css';
import './app.css';
import './overlays.css';
import { useEffect } from 'react';
import { Announcer } from './Announcer.tsx';
import { Dock } from './Dock.tsx';
import { OpenFileDialog } from './files/OpenFileDialog.tsx';
import { HelpDialog } from './HelpDialog.tsx';
import { HistoryList } from './HistoryList.tsx';
import { Notices } from './Notices.tsx';
import { overlayRoot } from './overlayRoot.ts';
import { Palette } from './Palette.tsx';
import { StatusBar } from './StatusBar.tsx';
import { isModified, useApp } from './store.ts';
import { Toolbar } from './Toolbar.tsx';
import { useGlobalKeys } from './useGlobalKeys.ts';
import { Gallery } from './tutorials/Gallery.tsx';
import { TutorialBar } from './tutorials/TutorialBar.tsx';

/** The whole editor. */
export function App() {
  useGlobalKeys();
  const fileName = useApp((state) => state.fileName);
  const modified = useApp(isModified);
  useEffect(() => {
    document.title = `${modified ? '● ' : ''}${fileName} – Voxgraph`;
  }, [fileName, modified]);
  return (
    <div className="app">
      <Toolbar />
      <TutorialBar />
      <main className="app-dock" ref={overlayRoot}>
        <Dock />
      </main>
      <StatusBar />
      <Notices />
      <Announcer />
      <HelpDialog />
      <Palette />
      <HistoryList />
      <OpenFileDialog />
      <Gallery />
    </div>
  );
}
