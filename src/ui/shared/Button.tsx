import type { ComponentPropsWithRef, ReactNode } from 'react';
import { classNames } from './classNames';
import styles from './Button.module.css';

interface ButtonProps extends ComponentPropsWithRef<'button'> {
  /** `primary` for the one thing to do next, `quiet` inside dense rows. */
  readonly variant?: 'primary' | 'secondary' | 'quiet' | 'danger';
  readonly size?: 'small' | 'medium';
  readonly icon?: ReactNode;
}

/** A button with text; its accessible name is that text. */
export function Button({
  variant = 'secondary',
  size = 'medium',
  icon,
  className,
  children,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={classNames(styles.button, styles[variant], styles[size], className)}
    >
      {icon}
      {children}
    </button>
  );
}
