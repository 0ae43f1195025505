/** The inspector's views, in the order of their tabs: the only list. */
import { lazy, type ComponentType } from 'react';
import type { Tab } from '../shared/Tabs';
import { TileView } from './TileView';
import type { InspectedLayer } from './useInspectedLayer';

const FeatureMapsView = lazy(() =>
  import('./featureMaps/FeatureMapsView').then(({ FeatureMapsView: View }) => ({ default: View })),
);

export interface LayerViewProps {
  readonly layer: InspectedLayer;
}

interface InspectorTab extends Tab<string> {
  /** Whether the layer has something to show there. */
  fits(layer: InspectedLayer): boolean;
  /** `lazy` where it is more than a few lines: the page loads it when it is first looked at. */
  readonly View: ComponentType<LayerViewProps>;
}

export const inspectorTabs: readonly InspectorTab[] = [
  {
    id: 'featureMaps',
    name: 'Feature maps',
    fits: ({ views }) => views.includes('featureMaps'),
    View: FeatureMapsView,
  },
  {
    id: 'filters',
    name: 'Filters',
    fits: ({ views }) => views.includes('filters'),
    View: lazy(() => import('./filters/FiltersView').then(({ FiltersView }) => ({ default: FiltersView }))),
  },
  {
    id: 'poolingWinners',
    name: 'Winning cells',
    fits: ({ views }) => views.includes('poolingWinners'),
    View: ({ layer }) => <TileView layer={layer} view="poolingWinners" />,
  },
  {
    id: 'arithmetic',
    name: 'Arithmetic',
    fits: ({ views }) => views.includes('arithmetic'),
    View: lazy(() =>
      import('./arithmetic/ArithmeticView').then(({ ArithmeticView }) => ({ default: ArithmeticView })),
    ),
  },
  {
    id: 'receptiveField',
    name: 'Receptive field',
    fits: ({ outputShape, isPicture }) => outputShape !== null && !isPicture,
    View: lazy(() =>
      import('./receptiveField/ReceptiveFieldView').then(({ ReceptiveFieldView }) => ({
        default: ReceptiveFieldView,
      })),
    ),
  },
  {
    id: 'explain',
    name: 'Explain',
    fits: ({ outputShape }) => outputShape !== null,
    View: lazy(() => import('./explain/ExplainView').then(({ ExplainView }) => ({ default: ExplainView }))),
  },
  {
    id: 'shiftTest',
    name: 'Shift test',
    fits: ({ outputShape, isPicture }) => outputShape !== null && !isPicture,
    View: lazy(() => import('./shift/ShiftView').then(({ ShiftView }) => ({ default: ShiftView }))),
  },
  {
    id: 'health',
    name: 'Health',
    fits: ({ outputShape }) => outputShape !== null,
    View: lazy(() => import('./health/HealthView').then(({ HealthView }) => ({ default: HealthView }))),
  },
];
