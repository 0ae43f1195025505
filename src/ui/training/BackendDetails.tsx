import { Info } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { BackendReport } from '../../engine/protocol';
import { IconButton } from '../shared/IconButton';
import styles from './BackendDetails.module.css';
import { backendLabels } from './phases';

interface BackendDetailsProps {
  readonly report: BackendReport | null;
  readonly locked: boolean;
}

/** A small sheet behind an icon: the reason in a sentence, and every backend with what it is or why it cannot run. */
export function BackendDetails({ report, locked }: BackendDetailsProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    const onPointerDown = (event: PointerEvent) => {
      if (event.target instanceof Node && root.current?.contains(event.target) === false) setOpen(false);
    };
    window.addEventListener('pointerdown', onPointerDown);
    return () => window.removeEventListener('pointerdown', onPointerDown);
  }, [open]);
  return (
    <div
      ref={root}
      className={styles.root}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setOpen(false);
      }}
      onBlur={(event) => {
        if (event.relatedTarget !== null && !event.currentTarget.contains(event.relatedTarget))
          setOpen(false);
      }}
    >
      <IconButton
        label="About the backend"
        tip={report?.reason ?? 'The engine is starting'}
        icon={<Info aria-hidden="true" />}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      />
      <div id={id} className={styles.sheet} hidden={!open}>
        <p>{report?.reason ?? 'The engine is starting.'}</p>
        <dl className={styles.list}>
          {report?.candidates.map((candidate) => (
            <div key={candidate.name} className={styles.candidate} data-available={candidate.available}>
              <dt>
                {backendLabels[candidate.name]}
                {candidate.name === report.active && <span className={styles.active}>running</span>}
              </dt>
              <dd>{candidate.detail}</dd>
            </div>
          ))}
        </dl>
        {locked && <p className={styles.note}>It can be changed when the run has stopped.</p>}
      </div>
    </div>
  );
}
