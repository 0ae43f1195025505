import { Download } from 'lucide-react';
import { reportFailure } from '../../state/engine';
import styles from './ExportButtons.module.css';

export interface ExportFormat {
  readonly name: 'PNG' | 'CSV' | 'SVG' | 'JSON';
  save(): Promise<void> | void;
}

interface ExportButtonsProps {
  /** What is exported, to be read after "Export": `the feature maps of Conv2D 1`. */
  readonly of: string;
  readonly formats: readonly ExportFormat[];
  readonly disabled?: boolean;
}

/** Saves what a view shows as a file: a button a format. */
export function ExportButtons({ of, formats, disabled = false }: ExportButtonsProps) {
  return (
    <div className={styles.row} role="group" aria-label={`Export ${of}`}>
      <Download aria-hidden="true" className={styles.icon} />
      {formats.map(({ name, save }) => (
        <button
          key={name}
          type="button"
          className={styles.format}
          disabled={disabled}
          aria-label={`Export ${of} as ${name}`}
          onClick={() => {
            // A promise takes what is thrown at once as well as what fails later.
            void new Promise<void>((resolve) => resolve(save())).catch(reportFailure(`Exporting ${of}`));
          }}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
