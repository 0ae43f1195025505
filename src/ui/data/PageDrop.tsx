import { useEffect, useState } from 'react';
import { ImagePlus } from 'lucide-react';
import { useDataset } from '../../state/dataset';
import { reportFailure } from '../../state/engine';
import { isModelFile, isModelPart, openFile, openFiles } from '../../state/files';
import { useRunLock } from '../../state/runLock';
import { countOf } from '../shared/format';
import { droppedFiles } from './droppedFiles';
import styles from './PageDrop.module.css';

/** Takes files, folders, zips and models dropped anywhere on the page that no closer target wants. */
export function PageDrop() {
  const [hovering, setHovering] = useState(false);
  const locked = useRunLock((state) => state.locked);

  useEffect(() => {
    const onOver = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      setHovering(!event.defaultPrevented);
      event.preventDefault();
    };
    const onLeave = (event: DragEvent) => {
      // Leaving the window, not one element for another.
      if (event.relatedTarget === null) setHovering(false);
    };
    const onDrop = (event: DragEvent) => {
      setHovering(false);
      if (event.defaultPrevented || !carriesFiles(event) || event.dataTransfer === null) return;
      event.preventDefault();
      void importDrop(event.dataTransfer);
    };
    window.addEventListener('dragover', onOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, []);

  if (!hovering) return null;
  return (
    <div className={styles.veil}>
      <div className={styles.sign}>
        <ImagePlus aria-hidden="true" className={styles.icon} />
        <strong className={styles.title}>
          {locked ? 'Stop training first to add images' : 'Drop to add images or open a model'}
        </strong>
        <span className={styles.hint}>
          Photos, folders or a .zip: a folder’s name is the class, cat/1.jpg, dog/1.jpg. Or a .keras or .h5
          model.
        </span>
      </div>
    </div>
  );
}

function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') === true;
}

async function importDrop(transfer: DataTransfer): Promise<void> {
  try {
    const { items, unreadable } = await droppedFiles(transfer);
    if (unreadable.length > 0) {
      const names = unreadable.slice(0, 3).join(', ');
      const more = unreadable.length > 3 ? ' and others' : '';
      reportFailure('Opening what was dropped')(
        new Error(`the browser may not read ${countOf(unreadable.length, 'file')} (${names}${more}).`),
      );
    }
    // Beside pictures, a .json says something of them.
    if (items.length > 0 && items.every(({ path }) => isModelPart(path))) {
      await openFiles(items.map(({ file }) => file));
      return;
    }
    const model = items.find(({ path }) => isModelFile(path));
    if (model !== undefined) await openFile(model.file, model.file.name);
    await useDataset.getState().importImages(items.filter(({ path }) => !isModelFile(path)));
  } catch (error) {
    reportFailure('Opening what was dropped')(error);
  }
}
