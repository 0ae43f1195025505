import { useInference } from '../../state/network';
import { useNetworkBuild } from '../../state/networkBuild';
import { formatCost, formatMegabytes } from './format';
import { Notice } from '../shared/Notice';
import { ProgressBar } from '../shared/ProgressBar';
import styles from './LargeNetworkNotice.module.css';

/** Says of a large network that what its layers see is not computed at every edit, and offers to do it now. */
export function LargeNetworkNotice() {
  const state = useNetworkBuild((build) => build.state);
  const computing = useNetworkBuild((build) => build.computing);
  const { computeNow } = useNetworkBuild.getState();
  const { parameters, multiplyAdds } = useInference().totals;
  if (computing) {
    return (
      <div role="status" className={styles.computing}>
        <ProgressBar label="Computing the feature maps" value={0} max={0} />
        Building the network and computing its feature maps…
      </div>
    );
  }
  if (state !== 'waiting') return null;
  const size = `${formatMegabytes(4 * parameters)} of weights, ${formatCost(multiplyAdds)} multiply-adds for a picture`;
  return (
    <Notice tone="info" role="status" action={{ label: 'Compute now', run: () => void computeNow() }}>
      This network is large ({size}): its feature maps are not computed as you edit.
    </Notice>
  );
}
