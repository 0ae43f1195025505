import { useState } from 'react';
import type { DragEvent } from 'react';
import { useDataset } from '../../state/dataset';
import { useInspection } from '../../state/inspection';
import { Button } from '../shared/Button';
import { ImageFileButton } from './ImageFileButton';
import { PixelCanvas } from '../shared/PixelCanvas';
import { ProbePicker } from './ProbePicker';
import styles from './ProbeSection.module.css';

/** The picture that every view shows, and the ways to another: from the data set, from a file, or dropped here. */
export function ProbeSection() {
  const probe = useInspection((state) => state.probe);
  const classes = useDataset((state) => state.summary?.classes);
  const hasImages = useDataset((state) => (state.summary?.images ?? 0) > 0);
  const [picking, setPicking] = useState(false);
  const { chooseProbe } = useInspection.getState();
  const truth = probe?.truth == null ? undefined : classes?.[probe.truth]?.name;

  const onDrop = (event: DragEvent) => {
    const file = singleFile(event.dataTransfer);
    if (file === null) return;
    // Marks it as taken: the page would import it into the data set, as it does with folders and several files.
    event.preventDefault();
    void chooseProbe({ kind: 'file', file });
  };
  const onDragOver = (event: DragEvent) => {
    if (event.dataTransfer.types.includes('Files')) event.preventDefault();
  };

  return (
    <div className={styles.section} onDrop={onDrop} onDragOver={onDragOver}>
      <div className={styles.current}>
        <div className={styles.frame}>
          {probe === null ? (
            <p className={styles.empty}>Drop a picture here</p>
          ) : (
            <PixelCanvas pixels={probe.pixels} x={0} width={probe.pixels.width} className={styles.picture} />
          )}
        </div>
        <div className={styles.about}>
          {probe === null ? (
            <p>No picture yet. Add images or choose a file, and every layer shows what it makes of it.</p>
          ) : (
            <>
              <p className={styles.path} title={probe.label}>
                {probe.label}
              </p>
              <p className={styles.truth}>
                {truth === undefined ? 'class not known' : `true class: ${truth}`}
              </p>
            </>
          )}
          <div className={styles.buttons}>
            {hasImages && (
              <Button size="small" aria-expanded={picking} onClick={() => setPicking(!picking)}>
                Choose from the images
              </Button>
            )}
            <ImageFileButton onFile={(file) => void chooseProbe({ kind: 'file', file })} />
          </div>
        </div>
      </div>
      {picking && hasImages && <ProbePicker />}
    </div>
  );
}

/** The file of a drop that is one file and nothing else. */
function singleFile(transfer: DataTransfer): File | null {
  const [item, ...more] = transfer.items;
  const isOneFile = more.length === 0 && item?.webkitGetAsEntry()?.isDirectory !== true;
  return isOneFile ? (item?.getAsFile() ?? null) : null;
}
