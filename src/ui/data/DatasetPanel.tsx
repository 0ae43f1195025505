import { Trash2 } from 'lucide-react';
import type { DatasetSummary } from '../../engine/protocol';
import { useDataset } from '../../state/dataset';
import { useRunLock } from '../../state/runLock';
import { countOf } from '../shared/format';
import { IconButton } from '../shared/IconButton';
import { Panel } from '../shared/Panel';
import { ProgressBar } from '../shared/ProgressBar';
import { AddImages } from './AddImages';
import { ClassList } from './ClassList';
import { ImageSizeField } from './ImageSizeField';
import { ImportStatus } from './ImportStatus';
import { RejectedFiles } from './RejectedFiles';
import { SampleCards } from './SampleCards';
import { SplitControl } from './SplitControl';
import { UnlabelledImages } from './UnlabelledImages';
import styles from './DatasetPanel.module.css';

/** The pictures: where they come from, their classes, their size and how they are divided. */
export function DatasetPanel({ id }: { readonly id: string }) {
  const summary = useDataset((state) => state.summary);
  const progress = useDataset((state) => state.progress);
  const working = useDataset((state) => state.working);
  const clear = useDataset((state) => state.clear);
  const locked = useRunLock((state) => state.locked);
  const hasImages = summary !== null && summary.images > 0;
  const reading = progress !== null || working !== null;
  const disabled = locked || reading;

  return (
    <Panel
      id={id}
      title="Dataset"
      aside={locked ? 'Stop to edit' : undefined}
      actions={
        hasImages && (
          <IconButton
            label="Remove all images"
            icon={<Trash2 aria-hidden="true" />}
            disabled={disabled}
            onClick={() => void clear()}
          />
        )
      }
    >
      <AddImages disabled={locked} hasImages={hasImages} />
      {/* More may be added while pictures are read, but a sample would replace them. */}
      <SampleCards disabled={disabled} />
      {!hasImages && progress === null && working === null && <HowToBegin />}
      {progress !== null && <ImportStatus progress={progress} />}
      {progress === null && working !== null && (
        <div className={styles.working} role="status">
          <ProgressBar label={working} value={0} max={0} />
          {working}…
        </div>
      )}
      {hasImages && <Totals summary={summary} />}
      {summary !== null && (
        <>
          <UnlabelledImages summary={summary} disabled={disabled} />
          <RejectedFiles files={summary.rejected} />
          {summary.classes.length > 0 && <ClassList summary={summary} />}
        </>
      )}
      <div className={styles.settings}>
        <ImageSizeField disabled={disabled} />
        {hasImages && <SplitControl summary={summary} disabled={disabled} />}
      </div>
    </Panel>
  );
}

function HowToBegin() {
  return (
    <p className={styles.hint}>
      Drop photos, folders or a .zip anywhere on the page. A folder’s name is the class: cat/1.jpg, dog/1.jpg.
      Nothing leaves this computer.
    </p>
  );
}

function Totals({ summary }: { readonly summary: DatasetSummary }) {
  return (
    <p className={styles.totals} role="status">
      <span>{countOf(summary.images, 'image')}</span>
      <span>{countOf(summary.classes.length, 'class', 'classes')}</span>
    </p>
  );
}
