import { useRef } from 'react';
import type { ChangeEvent } from 'react';
import { FolderPlus, ImagePlus } from 'lucide-react';
import { useDataset } from '../../state/dataset';
import { Button } from '../shared/Button';
import { pickedFiles } from './droppedFiles';
import styles from './AddImages.module.css';

interface AddImagesProps {
  readonly disabled: boolean;
  /** Whether there are pictures already: then adding is no longer the one thing to do. */
  readonly hasImages: boolean;
}

/** Two ways to get pictures of one's own: files, a folder. (The third is dropping them.) */
export function AddImages({ disabled, hasImages }: AddImagesProps) {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const importImages = useDataset((state) => state.importImages);

  const asFolderInput = (input: HTMLInputElement | null) => {
    folder.current = input;
    // React knows no such attribute.
    if (input !== null) input.webkitdirectory = true;
  };

  const onPick = (event: ChangeEvent<HTMLInputElement>) => {
    const picked = event.target.files === null ? [] : pickedFiles(event.target.files);
    // Emptied, so that picking the same files again is a change.
    event.target.value = '';
    void importImages(picked);
  };

  return (
    <div className={styles.ways}>
      <Button
        variant={hasImages ? 'secondary' : 'primary'}
        icon={<ImagePlus aria-hidden="true" />}
        disabled={disabled}
        onClick={() => files.current?.click()}
      >
        Add images
      </Button>
      <Button
        icon={<FolderPlus aria-hidden="true" />}
        disabled={disabled}
        onClick={() => folder.current?.click()}
      >
        Add folder
      </Button>
      <input
        ref={files}
        type="file"
        multiple
        accept="image/*,.zip,application/zip"
        aria-hidden="true"
        aria-label="Image files"
        tabIndex={-1}
        className="visually-hidden"
        disabled={disabled}
        onChange={onPick}
      />
      <input
        ref={asFolderInput}
        type="file"
        multiple
        aria-label="Image folder"
        tabIndex={-1}
        className="visually-hidden"
        disabled={disabled}
        onChange={onPick}
      />
    </div>
  );
}
