import { useRef, useState } from 'react';
import type { Shift, ShiftTest } from '../../../engine/protocol/shiftTest';
import { labels } from '../../../network/graph';
import { useInspection } from '../../../state/inspection';
import { useNetwork } from '../../../state/network';
import { useRunLock } from '../../../state/runLock';
import { ExportButtons } from '../../shared/ExportButtons';
import { formatDelta, shiftSummary } from './shiftText';
import { csvOf, saveSvg, saveText } from '../../shared/saveFile';
import type { LayerViewProps } from '../inspectorTabs';
import { useInspected } from '../useInspected';
import { ShiftChart } from './ShiftChart';
import { ShiftPicture } from './ShiftPicture';
import styles from './ShiftView.module.css';

/** To the right by 0 to 8 pixels. */
const family: readonly Shift[] = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((dx) => [dx, 0]);

/** How far each layer's maps change when the picture is moved: less and less with depth, where the network is invariant. */
export function ShiftView({ layer }: LayerViewProps) {
  const probe = useInspection((state) => state.probe);
  const step = useInspection((state) => state.step);
  const network = useNetwork((state) => state.network);
  const training = useRunLock((state) => state.locked);
  const [shift, setShift] = useState<Shift>([2, 0]);
  const chart = useRef<SVGSVGElement>(null);
  const { answer, problem } = useInspected('shiftTest', probe === null ? null : { shifts: [shift] });
  const many = useInspected('shiftFamily', probe === null ? null : { shifts: family }, { live: !training });
  if (probe === null) {
    return (
      <p className={styles.soft}>
        Add images, or choose a picture above, to move it and see which layers notice.
      </p>
    );
  }
  const names = labels(network);
  const nameOf = (id: string): string => names.get(id) ?? id;
  const here = answer?.layers.find(({ layerId }) => layerId === layer.id);
  const save = () => {
    const tests = [answer, many.answer].filter((each): each is ShiftTest => each !== null);
    const rows = tests.flatMap(({ shifts, layers }) =>
      layers.flatMap(({ layerId, change, movedChange }) =>
        shifts.map(([dx, dy], at) => [nameOf(layerId), dx, dy, change[at] ?? '', movedChange[at] ?? '']),
      ),
    );
    saveText('shift test.csv', 'text/csv', csvOf([['layer', 'dx', 'dy', 'change', 'moved change'], ...rows]));
  };
  return (
    <>
      <p className={styles.soft}>
        Drag the picture, or move it with the arrow keys. What comes in from beyond the border repeats the
        edge.
      </p>
      <div className={styles.top}>
        <ShiftPicture pixels={probe.pixels} shift={shift} onShift={setShift} />
        <p aria-live="polite" className={styles.numbers}>
          <strong>{formatDelta(shift)}</strong>
          <br />
          {here === undefined ? 'Measuring…' : shiftSummary(layer.label, here)}
        </p>
      </div>
      {problem !== null && <p className={styles.soft}>{problem}</p>}
      {answer !== null && (
        <ShiftChart ref={chart} test={answer} family={many.answer} chosen={layer.id} nameOf={nameOf} />
      )}
      <p className={styles.soft}>
        Solid: ‖f(moved) − f(picture)‖ / ‖f(picture)‖ of each layer; 0 is a layer that does not notice.
        Dashed: the same against the maps moved along, where the layer&rsquo;s stride divides the shift; 0 is
        a layer whose maps move with the picture. Thin: the picture moved right by 0 to 8 px. At step {step}
        {training ? '; the thin lines wait until training ends' : ''}.
      </p>
      <ExportButtons
        of="the shift test"
        disabled={answer === null}
        formats={[
          {
            name: 'SVG',
            save: () => {
              if (chart.current !== null) saveSvg('shift test.svg', chart.current);
            },
          },
          { name: 'CSV', save },
        ]}
      />
    </>
  );
}
