import type { LayerNode } from '../../network/graph';
import type { NodeInference } from '../../network/inference';
import { layerType } from '../../network/layers';
import { parametersOf } from '../../network/parameter';
import { inputFormat } from '../../state/inputSize';
import { useNetwork } from '../../state/network';
import { useRunLock } from '../../state/runLock';
import { Disclosure } from '../shared/Disclosure';
import { formatCount, formatMagnitude } from '../shared/format';
import { FactList } from './FactList';
import { parametersText, receptiveFieldText, shapesText } from './layerFacts';
import { ParameterGroup } from './parameters/ParameterGroup';
import { LayerPicture } from './pictures/LayerPicture';
import { ProblemList } from './ProblemList';
import { TrainableSwitch } from './TrainableSwitch';
import styles from './Details.module.css';

interface LayerDetailsProps {
  readonly node: LayerNode;
  readonly label: string;
  readonly facts: NodeInference;
}

/** A layer from outside: what is wrong with it, its parameters, what it comes to, and what it does. */
export function LayerDetails({ node, label, facts }: LayerDetailsProps) {
  const locked = useRunLock((state) => state.locked);
  const format = inputFormat(useNetwork((state) => state.network));
  const { setParameters, endGesture } = useNetwork.getState();
  const { parameters, explanation, picture, family } = layerType(node.type);
  const field = receptiveFieldText(facts, format === null ? null : [format.height, format.width]);
  return (
    <>
      <ProblemList problems={facts.problems} />
      <ParameterGroup
        of={label}
        parameters={parametersOf(parameters)}
        values={node.parameters}
        disabled={locked}
        onChange={(name, value) => setParameters(node.id, { [name]: value })}
        onDone={endGesture}
      />
      <TrainableSwitch cardId={node.id} />
      <FactList
        facts={[
          ...(facts.inputShapes.length > 0 ? [{ name: 'Input', value: shapesText(facts.inputShapes) }] : []),
          { name: 'Output', value: shapesText([facts.outputShape]) },
          { name: 'Parameters', value: parametersText(facts.parameters) },
          {
            name: 'Multiply-adds',
            value: <span title={formatCount(facts.multiplyAdds)}>{formatMagnitude(facts.multiplyAdds)}</span>,
          },
          { name: 'Receptive field', ...field },
        ]}
      />
      <Disclosure remember="what it does" summary="What this layer does" openAtFirst>
        <div data-family={family} className={styles.about}>
          <p>{explanation}</p>
          <LayerPicture picture={picture(node.parameters)} />
        </div>
      </Disclosure>
    </>
  );
}
