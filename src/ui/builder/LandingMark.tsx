import { layerType } from '../../network/layers';
import type { LayerTypeName } from '../../network/layers';
import styles from './LandingMark.module.css';

/** Where the layer being dragged would land. */
export function LandingMark({ type }: { readonly type: LayerTypeName }) {
  return (
    <div className={styles.mark} aria-hidden="true">
      <span className={styles.name}>{layerType(type).className}</span>
    </div>
  );
}
