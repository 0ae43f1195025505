import { layerType, layerTypeNames } from '../../network/layers';
import type { LayerTypeName } from '../../network/layers';
import type { LayerFamily } from '../../network/layerType';
import { useNetwork } from '../../state/network';
import { useRunLock } from '../../state/runLock';
import { Panel } from '../shared/Panel';
import { PaletteItem } from './PaletteItem';
import styles from './LayersPanel.module.css';

const familyTitles: { readonly [Family in LayerFamily]: string } = {
  input: 'Input',
  convolution: 'Convolution',
  pooling: 'Pooling',
  reshaping: 'Reshaping',
  core: 'Core',
  activation: 'Activation',
  regularization: 'Regularization',
  normalization: 'Normalization',
  merging: 'Merging',
};

/** A chain has no place for layers that join several inputs. */
const offered = layerTypeNames.filter((type) => layerType(type).inputs.min <= 1);
const families = [...new Set(offered.map((type) => layerType(type).family))];

/** The palette: click, Enter or drag puts a layer into the network. */
export function LayersPanel({ id }: { readonly id: string }) {
  const locked = useRunLock((state) => state.locked);
  const hasInput = useNetwork((state) =>
    state.network.nodes.some((node) => layerType(node.type).inputs.max === 0),
  );
  return (
    <Panel id={id} title="Layers" aside={locked ? 'Stop to edit' : undefined}>
      <div className={styles.groups}>
        {families.map((family) => (
          <div key={family} className={styles.group}>
            <h3 className="visually-hidden">{familyTitles[family]}</h3>
            {offeredOf(family).map((type) => (
              <PaletteItem
                key={type}
                type={type}
                disabled={locked || (hasInput && layerType(type).inputs.max === 0)}
              />
            ))}
          </div>
        ))}
      </div>
    </Panel>
  );
}

function offeredOf(family: LayerFamily): readonly LayerTypeName[] {
  return offered.filter((type) => layerType(type).family === family);
}
