import { useEvaluationView } from '../../../../state/evaluationView';
import { SelectField } from '../../../shared/SelectField';
import { Toggle } from '../../../shared/Toggle';
import styles from './EmbeddingView.module.css';

const ANY = 'any';

/** Which images the plot shows. */
export function EmbeddingFilter({ classNames }: { readonly classNames: readonly string[] }) {
  const { truth, predicted, mistakesOnly } = useEvaluationView((state) => state.filter);
  const { setFilter } = useEvaluationView.getState();
  const options = [
    { value: ANY, label: 'Any' },
    ...classNames.map((name, index) => ({ value: String(index), label: name })),
  ];
  const valueOf = (index: number | null) =>
    index === null || index >= classNames.length ? ANY : String(index);
  const indexOf = (value: string) => (value === ANY ? null : Number(value));
  return (
    <div className={styles.filter}>
      <SelectField
        label="True class"
        value={valueOf(truth)}
        options={options}
        onChange={(value) => setFilter({ truth: indexOf(value) })}
      />
      <SelectField
        label="Predicted class"
        value={valueOf(predicted)}
        options={options}
        onChange={(value) => setFilter({ predicted: indexOf(value) })}
      />
      <Toggle
        label="Mistakes only"
        checked={mistakesOnly}
        onChange={(checked) => setFilter({ mistakesOnly: checked })}
      />
    </div>
  );
}
