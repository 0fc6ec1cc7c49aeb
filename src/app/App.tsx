import { windowTexts } from './texts/window.ts';
import './tokens.css';
import './app.css';
import './overlays.css';
import { useEffect } from 'react';
import { Announcer } from './Announcer.tsx';
import { CloseDialog } from './CloseDialog.tsx';
import { Dock } from './Dock.tsx';
import { OpenFileDialog } from './files/OpenFileDialog.tsx';
import { HelpDialog } from './HelpDialog.tsx';
import { HistoryList } from './HistoryList.tsx';
import { Notices } from './Notices.tsx';
import { isModified } from './network.ts';
import { overlayRoot } from './overlayRoot.ts';
import { Palette } from './Palette.tsx';
import { FieldDragLine } from './panels/FieldDragLine.tsx';
import { StatusBar } from './StatusBar.tsx';
import { ShareDialog } from './share/ShareDialog.tsx';
import { useApp } from './store.ts';
import { Toolbar } from './Toolbar.tsx';
import { Gallery } from './tutorials/Gallery.tsx';
import { TutorialBar } from './tutorials/TutorialBar.tsx';
import { useGlobalKeys } from './useGlobalKeys.ts';

/** The whole editor. */
export function App() {
  useGlobalKeys();
  const fileName = useApp((state) => state.fileName);
  const modified = useApp(isModified);
  useEffect(() => {
    document.title = windowTexts.title(fileName, modified);
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
      <FieldDragLine />
      <HistoryList />
      <OpenFileDialog />
      <Gallery />
      <CloseDialog />
      <ShareDialog />
    </div>
  );
}
