import { useMemo, useState } from 'react';
import type { DatasetSummary, ImageInfo } from '../../engine/protocol';
import { useDataset } from '../../state/dataset';
import { announce } from '../shared/announcement';
import { Button } from '../shared/Button';
import { countOf } from '../shared/format';
import { ClassEntry } from './ClassEntry';
import { ImageChooser } from './ImageChooser';
import { nothingChosen, within } from './imageChoice';
import styles from './UnlabelledImages.module.css';

interface UnlabelledImagesProps {
  readonly summary: DatasetSummary;
  readonly disabled: boolean;
}

/** Images that neither their folder nor their name gives a class: the user says which one, for some or for all. */
export function UnlabelledImages({ summary, disabled }: UnlabelledImagesProps) {
  // The choice goes with the last of them: ids begin anew in another data set.
  return summary.unlabelled.length === 0 ? null : <Labelling summary={summary} disabled={disabled} />;
}

/** `IMG_9` before `IMG_10`: neighbours in time often show the same. */
const byPath = new Intl.Collator('en', { numeric: true });

function Labelling({ summary, disabled }: UnlabelledImagesProps) {
  const { unlabelled, classes } = summary;
  const assignClass = useDataset((state) => state.assignClass);
  const images = useMemo(
    () => [...unlabelled].sort((a: ImageInfo, b: ImageInfo) => byPath.compare(a.path, b.path)),
    [unlabelled],
  );
  const ids = useMemo(() => images.map((image) => image.id), [images]);
  const [wanted, setWanted] = useState(nothingChosen);
  const choice = within(wanted, ids);
  const count = choice.chosen.size;

  const assign = (className: string) => {
    const chosen = count === 0 ? ids : [...choice.chosen];
    setWanted({ ...choice, chosen: new Set() });
    void assignClass(chosen, className).then(() =>
      announce(`${countOf(chosen.length, 'image')} given the class ${className}.`),
    );
  };

  return (
    <div className={styles.unlabelled}>
      <p className={styles.title}>{countOf(ids.length, 'image needs', 'images need')} a class</p>
      <p className={styles.hint}>Choose those that show the same, then say what it is.</p>
      <ImageChooser images={images} choice={choice} onChange={setWanted} />
      <div className={styles.line}>
        <span className="figures">{count === 0 ? 'none chosen' : `${count} chosen`}</span>
        <Button
          variant="quiet"
          size="small"
          onClick={() => setWanted({ ...choice, chosen: count === 0 ? new Set(ids) : new Set() })}
        >
          {count === 0 ? 'Choose all' : 'Choose none'}
        </Button>
      </div>
      <ClassEntry
        classNames={classes.map((entry) => entry.name)}
        deed={count === 0 ? `Assign to all ${ids.length}` : `Assign to ${count}`}
        disabled={disabled}
        onAssign={assign}
      />
    </div>
  );
}
