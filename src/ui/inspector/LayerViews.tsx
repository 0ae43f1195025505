import { Suspense } from 'react';
import { useLooking } from '../../state/looking';
import { Tabs } from '../shared/Tabs';
import { inspectorTabs } from './inspectorTabs';
import type { InspectedLayer } from './useInspectedLayer';

/** What a layer can show, one view at a time. Probabilities are not among them: the prediction stands above them all. */
export function LayerViews({ layer }: { readonly layer: InspectedLayer }) {
  const wanted = useLooking((state) => state.tab);
  const { setTab } = useLooking.getState();
  const tabs = inspectorTabs.filter(({ fits }) => fits(layer));
  const chosen = tabs.find(({ id }) => id === wanted) ?? tabs[0];
  if (chosen === undefined) return null;
  const { View } = chosen;
  return (
    <Tabs label={`Views of ${layer.label}`} tabs={tabs} chosen={chosen.id} onChoose={setTab}>
      <Suspense>
        <View key={chosen.id} layer={layer} />
      </Suspense>
    </Tabs>
  );
}
