import { Lock } from 'lucide-react';
import { useInference, useNetwork } from '../../state/network';
import { useRunLock } from '../../state/runLock';
import { Notice } from '../shared/Notice';
import { Panel } from '../shared/Panel';
import { Canvas } from './canvas/Canvas';
import { IntroductionCard } from './IntroductionCard';
import { NetworkTotals } from './NetworkTotals';
import { NewNetworkMenu } from './NewNetworkMenu';
import styles from './NetworkPanel.module.css';

/** The network: what it costs, what is wrong with it as a whole, and the drawing of it to edit. */
export function NetworkPanel({ id }: { readonly id: string }) {
  const applyFix = useNetwork((state) => state.applyFix);
  const locked = useRunLock((state) => state.locked);
  const empty = useNetwork((state) => state.network.nodes.length === 0);
  const { problems: all } = useInference();
  const problems = all.filter((problem) => problem.nodeId === null && !empty);

  return (
    <Panel
      id={id}
      title="Network"
      className={styles.panel}
      aside={<NetworkTotals />}
      actions={
        locked ? (
          <span className={styles.locked}>
            <Lock aria-hidden="true" className={styles.lock} />
            Stop to edit
          </span>
        ) : (
          <NewNetworkMenu />
        )
      }
    >
      {problems.map(({ message, severity, fix }) => (
        <Notice
          key={message}
          tone={severity}
          action={fix && { label: fix.label, run: () => applyFix(fix), disabled: locked }}
        >
          {message}
        </Notice>
      ))}
      <IntroductionCard />
      <Canvas />
    </Panel>
  );
}
