import { useState } from 'react';
import { Tabs } from '../../shared/Tabs';
import type { LayerViewProps } from '../inspectorTabs';
import styles from './FiltersView.module.css';
import { KernelsView } from './KernelsView';
import { LooksForView } from './LooksForView';
import { OverEpochsView } from './OverEpochsView';
import { TopPatchesView } from './TopPatchesView';

const views = [
  { id: 'kernels', name: 'Kernels', View: KernelsView },
  { id: 'overEpochs', name: 'Over epochs', View: OverEpochsView },
  { id: 'looksFor', name: 'What it looks for', View: LooksForView },
  { id: 'topPatches', name: 'Top patches', View: TopPatchesView },
] as const;

/** What the filters of a layer are, and what they look for. */
export function FiltersView({ layer }: LayerViewProps) {
  const [chosen, setChosen] = useState<(typeof views)[number]['id']>('kernels');
  const { View } = views.find(({ id }) => id === chosen) ?? views[0];
  return (
    <Tabs label={`Of the filters of ${layer.label}`} tabs={views} chosen={chosen} onChoose={setChosen}>
      <div className={styles.view}>
        <View key={layer.id} layer={layer} />
      </div>
    </Tabs>
  );
}
