import { useEffect, type KeyboardEvent } from 'react';
import { useLooking } from '../state/looking';
import { useNetwork } from '../state/network';
import { useProject } from '../state/project';
import { useRunLock } from '../state/runLock';
import { useTheme } from '../state/theme';
import styles from './App.module.css';
import { BuilderDnd } from './builder/BuilderDnd';
import { focusCard } from './builder/cardFocus';
import { HistoryButtons } from './builder/HistoryButtons';
import { LayersPanel } from './builder/LayersPanel';
import { NetworkPanel } from './builder/NetworkPanel';
import { DatasetPanel } from './data/DatasetPanel';
import { PageDrop } from './data/PageDrop';
import { FileMenu } from './file/FileMenu';
import { FileNote } from './file/FileNote';
import { InspectorPanel } from './inspector/InspectorPanel';
import { RunsPanel } from './runs/RunsPanel';
import { Announcer } from './shared/Announcer';
import { ErrorBoundary } from './shared/ErrorBoundary';
import { Faults } from './shared/Faults';
import { Notice } from './shared/Notice';
import { PhoneNavigation } from './shared/PhoneNavigation';
import { ThemePicker } from './shared/ThemePicker';
import { BackendPicker } from './training/BackendPicker';
import { EvaluationPanel } from './training/EvaluationPanel';
import { TrainingPanel } from './training/TrainingPanel';
import { TransportBar } from './training/TransportBar';
import { Tour } from './tour/Tour';
import { TourButton } from './tour/TourButton';

/** The page: header with the run's controls; data and palette, network and inspector, training side by side. */
export function App() {
  const theme = useTheme((state) => state.shown);
  const locked = useRunLock((state) => state.locked);
  const inspecting = useNetwork((state) => state.selectedId !== null);
  const wide = useLooking((state) => state.wide);

  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);

  return (
    <BuilderDnd>
      <div className={styles.page}>
        <a className={styles.skip} href="#network">
          Skip to the network
        </a>
        <header className={styles.header}>
          <h1 className={styles.name}>
            <Mark />
            <span className={styles.title}>Convoscope</span>
          </h1>
          <FileMenu />
          <div className={styles.transport}>
            <ErrorBoundary what="The training controls">
              <TransportBar />
            </ErrorBoundary>
          </div>
          <div className={styles.tools}>
            <TourButton />
            <HistoryButtons />
            <ErrorBoundary what="The choice of backend">
              <BackendPicker />
            </ErrorBoundary>
            <ThemePicker />
          </div>
        </header>
        <Complaint />
        <FileNote />
        <main className={styles.main} data-inspecting={inspecting} data-wide={inspecting && wide}>
          {/* While all its controls are disabled, the keyboard must still be able to scroll it. */}
          <div className={styles.sources} tabIndex={locked ? 0 : undefined}>
            <ErrorBoundary what="The dataset">
              <DatasetPanel id="dataset" />
            </ErrorBoundary>
            <ErrorBoundary what="The palette">
              <LayersPanel id="layers" />
            </ErrorBoundary>
          </div>
          <div className={styles.network}>
            <ErrorBoundary what="The network">
              <NetworkPanel id="network" />
            </ErrorBoundary>
          </div>
          {inspecting && (
            <div className={styles.inspector} id="inspector" onKeyDown={leaveInspector}>
              <ErrorBoundary what="The inspector">
                <InspectorPanel />
              </ErrorBoundary>
            </div>
          )}
          <div className={styles.results} id="training">
            <ErrorBoundary what="The training panel">
              <TrainingPanel />
            </ErrorBoundary>
            <ErrorBoundary what="The evaluation">
              <EvaluationPanel />
            </ErrorBoundary>
            <ErrorBoundary what="The list of runs">
              <RunsPanel />
            </ErrorBoundary>
          </div>
        </main>
        <PhoneNavigation />
      </div>
      <Tour />
      <PageDrop />
      <Faults />
      <Announcer />
    </BuilderDnd>
  );
}

/** Escape goes back from the inspector to the card that it shows. */
function leaveInspector(event: KeyboardEvent): void {
  const { selectedId } = useNetwork.getState();
  if (event.key !== 'Escape' || selectedId === null) return;
  focusCard(selectedId);
}

/** What could not be brought back or saved. */
function Complaint() {
  const complaint = useProject((state) => state.complaint);
  const dismiss = useProject((state) => state.dismissComplaint);
  if (complaint === null) return null;
  return (
    <div className={styles.complaint}>
      <Notice tone="warning" role="status" action={{ label: 'Dismiss', run: dismiss }}>
        {complaint}
      </Notice>
    </div>
  );
}

/** A kernel's window on a picture. */
function Mark() {
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true" className={styles.mark}>
      <rect x="1.5" y="1.5" width="17" height="17" rx="4" className={styles.markFrame} />
      <rect x="5" y="5" width="6" height="6" rx="1" className={styles.markWindow} />
      <path d="M14 7.5v6.5H7.5" className={styles.markFrame} />
    </svg>
  );
}
