import { useId } from 'react';
import type { ReactNode } from 'react';
import { classNames } from './classNames';
import styles from './Panel.module.css';

interface PanelProps {
  /** The heading, which is also the region's accessible name. */
  readonly title: string;
  /** The region's accessible name, where the heading says what it shows just now. */
  readonly name?: string;
  /** Before the heading. */
  readonly icon?: ReactNode;
  /** Anchor for the phone navigation. */
  readonly id?: string;
  /** A quiet line beside the heading. */
  readonly aside?: ReactNode;
  /** Buttons at the end of the heading's line. */
  readonly actions?: ReactNode;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** A section of the page: a region named by its heading. */
export function Panel({ title, name, icon, id, aside, actions, className, children }: PanelProps) {
  const headingId = useId();
  return (
    <section
      id={id}
      aria-label={name}
      aria-labelledby={name === undefined ? headingId : undefined}
      className={classNames(styles.panel, className)}
    >
      <header className={styles.header}>
        {icon}
        <h2 id={headingId} className={styles.title}>
          {title}
        </h2>
        {aside !== undefined && <div className={styles.aside}>{aside}</div>}
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </section>
  );
}
