import { useEffect, useRef } from 'react';
import { X } from 'lucide-react';
import { architectures } from '../../network/architectures';
import type { Architecture } from '../../network/architectures/architecture';
import { emptyNetwork } from '../../network/graph';
import { formatShape } from '../../network/shape';
import { openArchitecture, type ArchitectureSize } from '../../state/introduction';
import { useNetwork } from '../../state/network';
import { announce } from '../shared/announcement';
import { Button } from '../shared/Button';
import { formatCount } from '../shared/format';
import { IconButton } from '../shared/IconButton';
import { LayerSkyline } from './LayerSkyline';
import styles from './ArchitectureGallery.module.css';
import { figuresKey, useArchitectureFigures, type ArchitectureFigures } from './useArchitectureFigures';

const sizeNames: { readonly [Size in ArchitectureSize]: string } = {
  playground: 'small',
  paper: 'paper size',
};

/** Every architecture with its year and idea, to be opened as published or cut down for small images. */
export function ArchitectureGallery({ onDone }: { readonly onDone: () => void }) {
  const entries = useRef<HTMLUListElement>(null);
  // Not the button that closes it, which comes first.
  useEffect(() => entries.current?.querySelector('button')?.focus(), []);
  const figures = useArchitectureFigures();
  const open = (architecture: Architecture, size: ArchitectureSize) => {
    onDone();
    openArchitecture(architecture, size);
    announce(`${architecture.title}, ${sizeNames[size]}, is on the canvas.`);
  };
  return (
    <div className={styles.gallery}>
      <header className={styles.header}>
        <h2 className={styles.heading}>New network</h2>
        <p className={styles.lead}>
          Small ones take the size of your images and learn them in minutes; paper sizes are as published,
          layer by layer. Undo brings back the one you have.
        </p>
        <span className={styles.close}>
          <IconButton label="Close" icon={<X aria-hidden="true" />} onClick={onDone} />
        </span>
      </header>
      <ul ref={entries} className={styles.entries}>
        {architectures.map((architecture) => (
          <li key={architecture.id} className={styles.entry}>
            <h3 className={styles.title}>
              {architecture.title}
              {architecture.paper !== undefined && (
                <span className={styles.year}> {architecture.paper.year}</span>
              )}
            </h3>
            <p className={styles.idea}>{architecture.idea}</p>
            <Skyline figures={figures.get(figuresKey(architecture.id, 'paper'))} />
            <div className={styles.sizes}>
              {(['playground', 'paper'] as const).map((size) => (
                <Button key={size} className={styles.size} onClick={() => open(architecture, size)}>
                  <span className={styles.name}>
                    <span className="visually-hidden">{architecture.title}, </span>
                    {sizeNames[size]}
                  </span>
                  <Figures figures={figures.get(figuresKey(architecture.id, size))} />
                </Button>
              ))}
            </div>
          </li>
        ))}
        <li className={styles.entry}>
          <h3 className={styles.title}>Empty network</h3>
          <p className={styles.idea}>
            Nothing yet: drag layers from the palette, the first of them an Input.
          </p>
          <div className={styles.sizes}>
            <Button
              className={styles.size}
              onClick={() => {
                onDone();
                useNetwork.getState().replace(emptyNetwork);
                announce('The canvas is empty.');
              }}
            >
              <span className={styles.name}>Empty network</span>
              <span className={styles.figure}>0 parameters</span>
            </Button>
          </div>
        </li>
      </ul>
    </div>
  );
}

function Skyline({ figures }: { readonly figures: ArchitectureFigures | undefined }) {
  return (
    <div className={styles.skyline}>{figures !== undefined && <LayerSkyline layers={figures.layers} />}</div>
  );
}

function Figures({ figures }: { readonly figures: ArchitectureFigures | undefined }) {
  if (figures === undefined) return <span className={styles.figure}>…</span>;
  const { parameters, inputShape } = figures;
  return (
    <>
      <span className={styles.figure}>{formatCount(parameters)} parameters</span>
      {inputShape !== null && <span className={styles.figure}>{formatShape(inputShape)}</span>}
    </>
  );
}
