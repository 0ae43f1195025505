import type { ReactNode } from 'react';
import { layerType } from '../../network/layers';
import type { LayerTypeName } from '../../network/layers';
import { classNames } from '../shared/classNames';
import { activationGlyphs } from './glyphs/activationGlyphs';
import { convolutionGlyphs } from './glyphs/convolutionGlyphs';
import { mergingGlyphs } from './glyphs/mergingGlyphs';
import { normalizationGlyphs } from './glyphs/normalizationGlyphs';
import { plainGlyphs } from './glyphs/plainGlyphs';
import { poolingGlyphs } from './glyphs/poolingGlyphs';
import { regularizationGlyphs } from './glyphs/regularizationGlyphs';
import { reshapingGlyphs } from './glyphs/reshapingGlyphs';
import styles from './LayerGlyph.module.css';

interface LayerGlyphProps {
  readonly type: LayerTypeName;
  readonly className?: string | undefined;
}

/** The silhouette of a layer type in its family's hue: told apart without reading. */
export function LayerGlyph({ type, className }: LayerGlyphProps) {
  return (
    <svg
      viewBox="0 0 40 40"
      aria-hidden="true"
      className={classNames(styles.glyph, className)}
      data-family={layerType(type).family}
    >
      {drawings[type]}
    </svg>
  );
}

const drawings: { readonly [Type in LayerTypeName]: ReactNode } = {
  ...plainGlyphs,
  ...convolutionGlyphs,
  ...poolingGlyphs,
  ...mergingGlyphs,
  ...normalizationGlyphs,
  ...activationGlyphs,
  ...regularizationGlyphs,
  ...reshapingGlyphs,
};
