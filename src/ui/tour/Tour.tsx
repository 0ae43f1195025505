import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { articleCnn } from '../../network/architectures/articleCnn';
import { useDataset } from '../../state/dataset';
import { openArchitecture } from '../../state/introduction';
import { useLooking } from '../../state/looking';
import { useInference, useNetwork } from '../../state/network';
import { useRunLock } from '../../state/runLock';
import { useTour } from '../../state/tour';
import { useTraining } from '../../state/training';
import { Button } from '../shared/Button';
import { IconButton } from '../shared/IconButton';
import { tourSteps } from './steps';
import styles from './Tour.module.css';

/** The card of the tour beside the app, which stays usable, and a ring around what it speaks of. */
export function Tour() {
  const step = useTour((state) => state.step);
  if (step === null) return null;
  const at = Math.min(step, tourSteps.length - 1);
  return <Step key={at} at={at} />;
}

function Step({ at }: { readonly at: number }) {
  const network = useNetwork((state) => state.network);
  const inference = useInference();
  const images = useDataset((state) => state.summary?.images ?? 0);
  const locked = useRunLock((state) => state.locked);
  const { goTo, leave, finish } = useTour.getState();
  const heading = useRef<HTMLHeadingElement>(null);
  const step = tourSteps[at];
  const scene = { network, inference, images };
  const layer = step?.layer?.(scene) ?? null;
  const layerId = layer?.id ?? null;
  const tab = step?.tab;

  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    if (layerId === null) return;
    useNetwork.getState().select(layerId);
    if (tab === undefined) return;
    useLooking.getState().setTab(tab);
    // So that what is spoken of is in sight, and not below the layer's parameters.
    useLooking.getState().setWide(true);
  }, [layerId, tab]);

  if (step === undefined) return null;
  const lacksLayer = step.layer !== undefined && layer === null;
  return (
    <>
      <Ring target={layer === null && step.target === 'inspector' ? 'network' : step.target} />
      <section
        className={styles.card}
        aria-label="Guided tour"
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          leave();
        }}
      >
        <header className={styles.header}>
          <span className={styles.place}>
            {at + 1} of {tourSteps.length}
          </span>
          <IconButton label="Leave the tour" icon={<X aria-hidden="true" />} onClick={leave} />
        </header>
        <h2 ref={heading} tabIndex={-1} className={styles.title}>
          {step.title}
        </h2>
        <p>{step.text(layer, scene)}</p>
        {(images === 0 || lacksLayer) && (
          <div className={styles.offers}>
            {images === 0 && (
              <Button
                size="small"
                disabled={locked}
                onClick={() =>
                  void useDataset.getState().chooseSample('catsAndDogs', useTraining.getState().settings.seed)
                }
              >
                Use the drawn cats and dogs
              </Button>
            )}
            {lacksLayer && (
              <Button
                size="small"
                disabled={locked}
                onClick={() => openArchitecture(articleCnn, 'playground')}
              >
                Open the article’s CNN
              </Button>
            )}
          </div>
        )}
        <footer className={styles.footer}>
          <Button size="small" disabled={at === 0} onClick={() => goTo(at - 1)}>
            Back
          </Button>
          {at + 1 < tourSteps.length ? (
            <Button size="small" variant="primary" onClick={() => goTo(at + 1)}>
              Next
            </Button>
          ) : (
            <Button size="small" variant="primary" onClick={finish}>
              Done
            </Button>
          )}
        </footer>
      </section>
    </>
  );
}

/** Around a part of the page, wherever that moves; decoration. On a phone, where parts lie below each other, it is scrolled to. */
function Ring({ target }: { readonly target: string }) {
  const [box, setBox] = useState<DOMRect | null>(null);
  useEffect(() => {
    let frame = 0;
    let last = '';
    let scrolled = false;
    const follow = () => {
      const element = document.getElementById(target);
      const now = element?.getBoundingClientRect() ?? null;
      if (element !== null && !scrolled) {
        scrolled = true;
        (element.querySelector('[role="tablist"]') ?? element).scrollIntoView({ block: 'nearest' });
      }
      const key = now === null ? '' : [now.x, now.y, now.width, now.height].join(' ');
      if (key !== last) setBox(now);
      last = key;
      frame = requestAnimationFrame(follow);
    };
    follow();
    return () => cancelAnimationFrame(frame);
  }, [target]);
  if (box === null) return null;
  return (
    <div
      aria-hidden="true"
      className={styles.ring}
      style={{ left: box.x, top: box.y, width: box.width, height: box.height }}
    />
  );
}
