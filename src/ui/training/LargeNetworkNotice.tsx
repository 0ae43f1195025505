import { useInference } from '../../state/network';
import { useNetworkBuild } from '../../state/networkBuild';
import { formatCost, formatMegabytes } from './format';
import { Notice } from '../shared/Notice';

/** Says of a large network that what its layers see is not computed at every edit, and offers to do it now. */
export function LargeNetworkNotice() {
  const state = useNetworkBuild((build) => build.state);
  const { computeNow } = useNetworkBuild.getState();
  const { parameters, multiplyAdds } = useInference().totals;
  if (state !== 'waiting') return null;
  const size = `${formatMegabytes(4 * parameters)} of weights, ${formatCost(multiplyAdds)} multiply-adds for a picture`;
  return (
    <Notice tone="info" role="status" action={{ label: 'Compute now', run: () => void computeNow() }}>
      This network is large ({size}): its feature maps are not computed as you edit.
    </Notice>
  );
}
