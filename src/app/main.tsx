import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { CrashBoundary } from './CrashBoundary.tsx';
import { examples } from './examples.ts';
import { guardDrops } from './files/dropMark.ts';
import { restoreLimits } from './files/ownLimits.ts';
import { openExample } from './graphFiles.ts';
import { startRecovery } from './recovery.ts';
import { openLinks } from './share/openLink.ts';
import { windowTexts } from './texts/window.ts';
import { applyTheme } from './theme.ts';

applyTheme();
restoreLimits();
guardDrops();
const { isRestored, keep } = await startRecovery();
if (!isRestored) openExample(examples[0]);
openLinks();
keep();

const root = document.getElementById('root');
if (!root) throw new Error(windowTexts.crash.noRoot);
createRoot(root).render(
  <StrictMode>
    <CrashBoundary>
      <App />
    </CrashBoundary>
  </StrictMode>,
);
