import type { ComponentPropsWithRef, ReactNode } from 'react';
import { classNames } from './classNames';
import { Tooltip } from './Tooltip';
import styles from './IconButton.module.css';

interface IconButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'children' | 'aria-label'> {
  /** Accessible name, and the tooltip unless `tip` says more. */
  readonly label: string;
  readonly icon: ReactNode;
  readonly tip?: string;
}

/** A button that is only an icon: its name is `label`, shown as a tooltip. */
export function IconButton({ label, icon, tip, className, type = 'button', ...rest }: IconButtonProps) {
  return (
    <Tooltip text={tip ?? label}>
      <button {...rest} type={type} aria-label={label} className={classNames(styles.button, className)}>
        {icon}
      </button>
    </Tooltip>
  );
}
