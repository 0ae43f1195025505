import { useEffect, useId, useState } from 'react';
import type { KeyboardEvent, MouseEvent } from 'react';
import { Check, ChevronLeft, ChevronRight } from 'lucide-react';
import type { ImageInfo, Pixels } from '../../engine/protocol';
import { loadThumbnails } from '../../state/dataset';
import { reportFailure } from '../../state/engine';
import { classNames } from '../shared/classNames';
import { IconButton } from '../shared/IconButton';
import { PixelCanvas } from '../shared/PixelCanvas';
import { extended, movedIndex, toggled } from './imageChoice';
import type { ImageChoice } from './imageChoice';
import styles from './ImageChooser.module.css';

interface ImageChooserProps {
  readonly images: readonly ImageInfo[];
  readonly choice: ImageChoice;
  readonly onChange: (choice: ImageChoice) => void;
}

/** As `ImageChooser.module.css` lays them out. */
const COLUMNS = 4;
const PAGE_SIZE = 6 * COLUMNS;
const SIDE_PX = 96;

/**
 * Pictures to choose some of, a page at a time: click or tap for one more, Shift for all between, arrows and Space on the
 * keyboard. It is a listbox: one stop for Tab, however many pictures.
 */
export function ImageChooser({ images, choice, onChange }: ImageChooserProps) {
  const id = useId();
  const { activeIndex, chosen } = choice;
  const first = activeIndex - (activeIndex % PAGE_SIZE);
  const shown = images.slice(first, first + PAGE_SIZE);
  const thumbnails = useThumbnails(shown);
  const ids = images.map((image) => image.id);
  const layout = { count: images.length, columns: COLUMNS, pageSize: PAGE_SIZE };
  const turnTo = (index: number) => onChange({ ...choice, activeIndex: index, anchorIndex: index });

  const onClick = (event: MouseEvent, index: number) =>
    onChange((event.shiftKey ? extended : toggled)(choice, ids, index));
  const onKeyDown = (event: KeyboardEvent) => {
    const next = keyed(event);
    if (next === null) return;
    event.preventDefault();
    onChange(next);
  };
  const keyed = ({ key, shiftKey, ctrlKey, metaKey }: KeyboardEvent): ImageChoice | null => {
    const wholeList = ctrlKey || metaKey;
    if (wholeList && key === 'a') return { ...choice, chosen: new Set(ids) };
    if (wholeList) return null;
    if (key === ' ') return (shiftKey ? extended : toggled)(choice, ids, activeIndex);
    if (key === 'Escape' && chosen.size > 0) return { ...choice, chosen: new Set() };
    const to = movedIndex(activeIndex, key, layout);
    if (to === null) return null;
    return shiftKey ? extended(choice, ids, to) : { ...choice, activeIndex: to, anchorIndex: to };
  };

  return (
    <div className={styles.chooser}>
      <div
        role="listbox"
        aria-label="Images without a class"
        aria-multiselectable="true"
        aria-activedescendant={`${id}-${activeIndex}`}
        tabIndex={0}
        className={styles.grid}
        onKeyDown={onKeyDown}
      >
        {shown.map((image, place) => (
          <div
            key={image.id}
            id={`${id}-${first + place}`}
            role="option"
            aria-label={image.path}
            aria-selected={chosen.has(image.id)}
            aria-posinset={first + place + 1}
            aria-setsize={images.length}
            title={image.path}
            className={classNames(styles.image, first + place === activeIndex && styles.active)}
            onClick={(event) => onClick(event, first + place)}
          >
            {thumbnails !== null && thumbnails.ids[place] === image.id && (
              <PixelCanvas
                pixels={thumbnails.pixels}
                x={place * thumbnails.pixels.height}
                width={thumbnails.pixels.height}
                className={styles.picture}
              />
            )}
            <Check aria-hidden="true" className={styles.check} />
          </div>
        ))}
      </div>
      {images.length > PAGE_SIZE && (
        <div className={styles.pages}>
          <span className="figures">
            {first + 1}–{first + shown.length} of {images.length}
          </span>
          <IconButton
            label="Previous images without a class"
            icon={<ChevronLeft aria-hidden="true" />}
            disabled={first === 0}
            onClick={() => turnTo(first - PAGE_SIZE)}
          />
          <IconButton
            label="Next images without a class"
            icon={<ChevronRight aria-hidden="true" />}
            disabled={first + PAGE_SIZE >= images.length}
            onClick={() => turnTo(first + PAGE_SIZE)}
          />
        </div>
      )}
    </div>
  );
}

interface Thumbnails {
  readonly ids: readonly number[];
  readonly pixels: Pixels;
}

/** The pictures of the images shown, side by side; `null` until they have come. */
function useThumbnails(shown: readonly ImageInfo[]): Thumbnails | null {
  const [thumbnails, setThumbnails] = useState<Thumbnails | null>(null);
  const key = shown.map((image) => image.id).join(' ');
  useEffect(() => {
    let current = true;
    const ids = key.split(' ').map(Number);
    loadThumbnails(ids, SIDE_PX)
      .then((pixels) => {
        if (current) setThumbnails({ ids, pixels });
      })
      .catch(reportFailure('Showing the images without a class'));
    return () => {
      current = false;
    };
  }, [key]);
  return thumbnails;
}
