import { Component } from 'react';
import type { ReactNode } from 'react';
import { Notice } from './Notice';
import styles from './ErrorBoundary.module.css';

interface ErrorBoundaryProps {
  /** What is inside, for the message: `The inspector`. */
  readonly what: string;
  readonly children: ReactNode;
}

/** Keeps a fault in one part of the page from taking the rest with it; that part can be shown again. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly error: Error | null }> {
  override state: { readonly error: Error | null } = { error: null };

  static getDerivedStateFromError(thrown: unknown): { readonly error: Error } {
    return { error: thrown instanceof Error ? thrown : new Error(String(thrown)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <div className={styles.place}>
        <Notice
          tone="error"
          role="alert"
          action={{ label: 'Show it again', run: () => this.setState({ error: null }) }}
        >
          {this.props.what} stopped working: {error.message} The rest of the page still works.
        </Notice>
      </div>
    );
  }
}
