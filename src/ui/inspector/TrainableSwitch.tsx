import { setTrainable, trainability } from '../../network/freezing';
import { useNetwork } from '../../state/network';
import { useRunLock } from '../../state/runLock';
import { Toggle } from '../shared/Toggle';
import { Tooltip } from '../shared/Tooltip';

/** Whether training changes a layer, or the layers of a block. Nothing where there are no weights. */
export function TrainableSwitch({ cardId }: { readonly cardId: string }) {
  const state = useNetwork(({ network }) => trainability(network, cardId));
  const locked = useRunLock(({ locked }) => locked);
  if (state === null) return null;
  return (
    <Tooltip text={explanation}>
      <Toggle
        label={state === 'some' ? 'Trainable (some layers are frozen)' : 'Trainable'}
        checked={state !== 'none'}
        disabled={locked}
        description={explanation}
        onChange={(trainable) =>
          useNetwork.getState().edit((network) => setTrainable(network, [cardId], trainable))
        }
      />
    </Tooltip>
  );
}

const explanation =
  'Off: frozen. Training leaves these weights as they are; BatchNormalization keeps its moving statistics.';
