import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ImageInfo, Pixels } from '../../engine/protocol';
import { useDataset } from '../../state/dataset';
import { reportFailure } from '../../state/engine';
import { loadPictures, useInspection } from '../../state/inspection';
import { IconButton } from '../shared/IconButton';
import { SelectField } from '../shared/SelectField';
import { PixelCanvas } from '../shared/PixelCanvas';
import styles from './ProbePicker.module.css';

const PAGE = 18;
const SIDE_PX = 96;

interface Page {
  readonly images: readonly ImageInfo[];
  readonly thumbnails: Pixels | null;
}

/** The images of the data set, class by class and page by page; choosing one makes it the probe. */
export function ProbePicker() {
  const summary = useDataset((state) => state.summary);
  const source = useInspection((state) => state.source);
  const { chooseProbe } = useInspection.getState();
  const [label, setLabel] = useState<number | null>(null);
  const [offset, setOffset] = useState(0);
  const [page, setPage] = useState<Page>({ images: [], thumbnails: null });
  const total = label === null ? (summary?.images ?? 0) : (summary?.classes[label]?.count ?? 0);

  useEffect(() => {
    let current = true;
    loadPictures(label, offset, PAGE, SIDE_PX)
      .then((loaded) => {
        if (current) setPage(loaded);
      })
      .catch(reportFailure('Showing the images'));
    return () => {
      current = false;
    };
  }, [label, offset, summary]);

  const classOptions = [
    { value: 'all', label: 'All classes' },
    ...(summary?.classes.map((each, index) => ({ value: String(index), label: each.name })) ?? []),
  ];
  const { thumbnails } = page;
  return (
    <div role="group" aria-label="Images of the data set" className={styles.picker}>
      <div className={styles.bar}>
        <SelectField
          label="Class"
          hideLabel
          value={label === null ? 'all' : String(label)}
          options={classOptions}
          onChange={(value) => {
            setLabel(value === 'all' ? null : Number(value));
            setOffset(0);
          }}
        />
        <span className={styles.position}>
          {Math.min(offset + 1, total)}–{Math.min(offset + PAGE, total)} of {total}
        </span>
        <IconButton
          label="Previous images"
          icon={<ChevronLeft aria-hidden="true" />}
          disabled={offset === 0}
          onClick={() => setOffset(Math.max(0, offset - PAGE))}
        />
        <IconButton
          label="Next images"
          icon={<ChevronRight aria-hidden="true" />}
          disabled={offset + PAGE >= total}
          onClick={() => setOffset(offset + PAGE)}
        />
      </div>
      <ul className={styles.grid}>
        {thumbnails !== null &&
          page.images.map((image, index) => (
            <li key={image.id}>
              <button
                type="button"
                className={styles.image}
                aria-label={image.path}
                title={image.path}
                aria-pressed={source?.kind === 'dataset' && source.imageId === image.id}
                onClick={() => void chooseProbe({ kind: 'dataset', imageId: image.id })}
              >
                <PixelCanvas
                  pixels={thumbnails}
                  x={index * thumbnails.height}
                  width={thumbnails.height}
                  className={styles.picture}
                />
              </button>
            </li>
          ))}
      </ul>
    </div>
  );
}
