import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './Button';
import { classNames } from './classNames';
import styles from './Notice.module.css';

interface NoticeProps {
  readonly tone: 'info' | 'warning' | 'error';
  readonly children: ReactNode;
  readonly action?:
    { readonly label: string; readonly run: () => void; readonly disabled?: boolean } | undefined;
  /** `alert` and `status` are read out when they appear; leave out for what is part of the page. */
  readonly role?: 'alert' | 'status';
}

const icons = { info: Info, warning: TriangleAlert, error: CircleAlert };

/** A short message in its place, with at most one thing to do about it. */
export function Notice({ tone, children, action, role }: NoticeProps) {
  const Icon = icons[tone];
  return (
    <div className={classNames(styles.notice, styles[tone])} role={role}>
      <Icon aria-hidden="true" className={styles.icon} />
      <div className={styles.text}>{children}</div>
      {action !== undefined && (
        <Button size="small" className={styles.action} disabled={action.disabled} onClick={action.run}>
          {action.label}
        </Button>
      )}
    </div>
  );
}
