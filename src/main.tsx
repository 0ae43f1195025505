import './network/withoutEval';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { installConsole } from './state/console';
import { openProject, startWorking } from './state/project';
import { App } from './ui/App';
import './ui/shared/tokens.css';
import './ui/shared/base.css';

const place = document.getElementById('root');
if (place === null) throw new Error('index.html has no element with the id "root".');

openProject();
installConsole();
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

// The engine's code is fetched after the first paint: a frame, then a turn of the event loop.
requestAnimationFrame(() => setTimeout(startWorking));
