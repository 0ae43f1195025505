import { layerType } from '../../network/layers';
import { parametersOf } from '../../network/parameter';
import { inputFormat, setImageSize } from '../../state/inputSize';
import { useNetwork } from '../../state/network';
import { NumberField } from '../shared/NumberField';

/** The side that pictures are made to: the height and width of the network's Input layer. */
export function ImageSizeField({ disabled }: { readonly disabled: boolean }) {
  const network = useNetwork((state) => state.network);
  const endGesture = useNetwork((state) => state.endGesture);
  const format = inputFormat(network);
  if (format === null) return null;
  const oblong = format.height !== format.width;
  return (
    <div onBlur={endGesture}>
      <NumberField
        label="Image size"
        unit="px"
        {...sideRange}
        integer
        step={8}
        value={format.height}
        disabled={disabled}
        onChange={setImageSize}
        {...(oblong ? { help: `Now ${format.height} × ${format.width}, as Input says.` } : {})}
      />
    </div>
  );
}

/** As the Input layer declares it. */
const sideRange = (() => {
  const height = parametersOf(layerType('input').parameters).find(({ name }) => name === 'height');
  if (height?.meta.control.kind !== 'integer')
    throw new Error('Input has no whole-number height: was it renamed?');
  const { min, max } = height.meta.control;
  return { min, max };
})();
