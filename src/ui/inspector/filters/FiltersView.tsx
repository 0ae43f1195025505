import type { LayerViewProps } from '../inspectorTabs';
import styles from './FiltersView.module.css';
import { KernelsView } from './KernelsView';

/** What the filters of a layer are. */
export function FiltersView({ layer }: LayerViewProps) {
  return (
    <div className={styles.view}>
      <KernelsView key={layer.id} layer={layer} />
    </div>
  );
}
