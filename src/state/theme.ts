/** Light or dark: what the user chose, and what that comes to on this system. */
import { create } from 'zustand';

export const themeChoices = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof themeChoices)[number];

interface ThemeState {
  readonly choice: ThemeChoice;
  /** What the page shows: follows the system where the choice is `system`. */
  readonly shown: 'light' | 'dark';
  choose(choice: ThemeChoice): void;
}

const systemDark = window.matchMedia('(prefers-color-scheme: dark)');

export const useTheme = create<ThemeState>((set) => ({
  choice: 'system',
  shown: resolve('system'),
  choose: (choice) => set({ choice, shown: resolve(choice) }),
}));

systemDark.addEventListener('change', () => {
  useTheme.setState(({ choice }) => ({ shown: resolve(choice) }));
});

function resolve(choice: ThemeChoice): 'light' | 'dark' {
  if (choice !== 'system') return choice;
  return systemDark.matches ? 'dark' : 'light';
}
