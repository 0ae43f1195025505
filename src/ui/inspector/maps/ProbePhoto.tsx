import { useInspection } from '../../../state/inspection';
import { PixelCanvas } from '../../shared/PixelCanvas';
import styles from './ProbePhoto.module.css';

/** The picture that is looked at, filling what it lies in. Decoration. */
export function ProbePhoto() {
  const pixels = useInspection((state) => state.probe?.pixels ?? null);
  if (pixels === null) return null;
  return <PixelCanvas pixels={pixels} x={0} width={pixels.width} className={styles.photo} />;
}
