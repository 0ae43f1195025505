import type { ReactNode } from 'react';
import { create } from 'zustand';
import { ChevronRight } from 'lucide-react';
import styles from './Disclosure.module.css';

interface DisclosureProps {
  /** What it is remembered by: all with the same key are open or closed together. */
  readonly remember: string;
  readonly summary: string;
  readonly openAtFirst?: boolean;
  readonly children: ReactNode;
}

/** Those that were opened or closed since the page opened. */
const useDisclosures = create<{ readonly open: Readonly<Record<string, boolean>> }>(() => ({ open: {} }));

/** A part that opens under its summary, and is as it was left when it is shown again, for another layer say. */
export function Disclosure({ remember, summary, openAtFirst = false, children }: DisclosureProps) {
  const open = useDisclosures((state) => state.open[remember] ?? openAtFirst);
  return (
    <details
      className={styles.details}
      open={open}
      onToggle={({ currentTarget }) => {
        const now = currentTarget.open;
        useDisclosures.setState((state) => ({ open: { ...state.open, [remember]: now } }));
      }}
    >
      <summary className={styles.summary}>
        <ChevronRight aria-hidden="true" className={styles.chevron} />
        {summary}
      </summary>
      <div className={styles.content}>{children}</div>
    </details>
  );
}
