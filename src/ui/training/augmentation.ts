import type { Augmentation } from '../../network/recipe';

/** An augmentation with an amount: how the panel names it. Ranges are those of `network/recipe.ts`. */
interface AmountField {
  readonly key: Exclude<keyof Augmentation, 'horizontalFlip'>;
  readonly label: string;
  readonly unit: string;
  readonly max: number;
  readonly step: number;
  readonly help: string;
}

export const amountFields: readonly AmountField[] = [
  {
    key: 'rotation',
    label: 'Rotation',
    unit: '°',
    max: 180,
    step: 1,
    help: 'Turned by up to this angle, either way.',
  },
  {
    key: 'widthShift',
    label: 'Width shift',
    unit: '× w',
    max: 1,
    step: 0.05,
    help: 'Moved sideways by up to this part of the width.',
  },
  {
    key: 'heightShift',
    label: 'Height shift',
    unit: '× h',
    max: 1,
    step: 0.05,
    help: 'Moved up or down by up to this part of the height.',
  },
  {
    key: 'shear',
    label: 'Shear',
    unit: '°',
    max: 60,
    step: 0.1,
    help: 'Slanted by up to this angle. Keras means degrees, so the article’s 0.2° is hardly visible.',
  },
  {
    key: 'zoom',
    label: 'Zoom',
    unit: '±',
    max: 0.9,
    step: 0.05,
    help: 'Enlarged or made smaller by up to this part.',
  },
];

const amountKeys = amountFields.map((field) => field.key);

/** How many of the six are on. */
export function countEnabled(augmentation: Augmentation): number {
  return amountKeys.filter((key) => augmentation[key].enabled).length + (augmentation.horizontalFlip ? 1 : 0);
}

/** All switched off, each amount kept. */
export function withoutAugmentation(augmentation: Augmentation): Augmentation {
  return switched(augmentation, () => false);
}

/** Those on that are on in `chosen`; all, where `chosen` has none on. */
export function withAugmentation(augmentation: Augmentation, chosen: Augmentation): Augmentation {
  const all = countEnabled(chosen) === 0;
  return switched(
    augmentation,
    (key) => all || (key === 'horizontalFlip' ? chosen[key] : chosen[key].enabled),
  );
}

function switched(augmentation: Augmentation, enabled: (key: keyof Augmentation) => boolean): Augmentation {
  const amount = (key: AmountField['key']) => ({ ...augmentation[key], enabled: enabled(key) });
  return {
    rotation: amount('rotation'),
    widthShift: amount('widthShift'),
    heightShift: amount('heightShift'),
    shear: amount('shear'),
    zoom: amount('zoom'),
    horizontalFlip: enabled('horizontalFlip'),
  };
}
