import { useRef } from 'react';
import type { ChangeEvent } from 'react';
import { FolderPlus, ImagePlus, Sparkles } from 'lucide-react';
import { useDataset } from '../../state/dataset';
import { useTraining } from '../../state/training';
import { Button } from '../shared/Button';
import { pickedFiles } from './droppedFiles';
import styles from './AddImages.module.css';

interface AddImagesProps {
  readonly disabled: boolean;
  /** Pictures are being read: more may be added, but the sample would replace them. */
  readonly reading: boolean;
  /** Whether there are pictures already: then adding is no longer the one thing to do. */
  readonly hasImages: boolean;
}

/** The three ways to get pictures: files, a folder, the drawn sample. (The fourth is dropping them.) */
export function AddImages({ disabled, reading, hasImages }: AddImagesProps) {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const importImages = useDataset((state) => state.importImages);
  const drawSample = useDataset((state) => state.drawSample);
  const seed = useTraining((state) => state.settings.seed);

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
      <Button
        className={styles.sample}
        icon={<Sparkles aria-hidden="true" />}
        disabled={disabled || reading}
        aria-label="Use sample: Drawn cats and dogs"
        onClick={() => void drawSample(seed)}
      >
        <span>
          <span className={styles.lead}>Use sample:</span> Drawn cats and dogs
        </span>
      </Button>
      <input
        ref={files}
        type="file"
        multiple
        accept="image/*,.zip,application/zip"
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
