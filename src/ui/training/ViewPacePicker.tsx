import type { ViewPace } from '../../engine/protocol';
import { viewPaces } from '../../engine/protocol';
import { useInspection } from '../../state/inspection';
import { SelectField } from '../shared/SelectField';

const paceLabels: Readonly<Record<ViewPace, string>> = {
  live: 'Live, at most 10 % slower',
  everyStep: 'After every batch, slower',
  everySecond: 'Every second',
  everyTenSeconds: 'Every 10 seconds',
  off: 'Only when paused',
};

/** How often maps, filters and strips are drawn anew while training runs. */
export function ViewPacePicker() {
  const pace = useInspection((state) => state.pace);
  const { setPace } = useInspection.getState();
  return (
    <SelectField
      label="View refresh"
      inline
      value={pace}
      options={viewPaces.map((value) => ({ value, label: paceLabels[value] }))}
      onChange={setPace}
    />
  );
}
