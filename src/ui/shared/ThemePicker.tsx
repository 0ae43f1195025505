import { Monitor, Moon, Sun } from 'lucide-react';
import { themeChoices, useTheme } from '../../state/theme';
import type { ThemeChoice } from '../../state/theme';
import { IconButton } from './IconButton';

const faces: { readonly [Choice in ThemeChoice]: { readonly name: string; readonly Icon: typeof Sun } } = {
  system: { name: 'as the system', Icon: Monitor },
  light: { name: 'light', Icon: Sun },
  dark: { name: 'dark', Icon: Moon },
};

/** One button that goes round: as the system, light, dark. */
export function ThemePicker() {
  const choice = useTheme((state) => state.choice);
  const choose = useTheme((state) => state.choose);
  const { name, Icon } = faces[choice];
  const next = themeChoices[(themeChoices.indexOf(choice) + 1) % themeChoices.length] ?? 'system';
  return (
    <IconButton
      label={`Theme: ${name}`}
      tip={`Theme: ${name}. Press for ${faces[next].name}.`}
      icon={<Icon aria-hidden="true" />}
      onClick={() => choose(next)}
    />
  );
}
