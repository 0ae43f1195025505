import { Button } from '../../shared/Button';
import { useNetwork } from '../../../state/network';
import { useRunLock } from '../../../state/runLock';
import styles from './EmptyCanvas.module.css';

/** What the canvas says while there is nothing on it. */
export function EmptyCanvas() {
  const add = useNetwork((state) => state.add);
  const locked = useRunLock((state) => state.locked);
  return (
    <div className={styles.empty}>
      <p className={styles.title}>An empty network</p>
      <p>Drag a layer here, press one in the palette, or take a whole network from “New from”.</p>
      <Button size="small" disabled={locked} onClick={() => add('input')}>
        Begin with an Input
      </Button>
    </div>
  );
}
