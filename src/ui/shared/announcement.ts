/** What assistive technology is told in passing: edits whose effect is only to be seen. */
import { create } from 'zustand';

/** The text now in the live region; `Announcer` shows it. */
export const useAnnouncement = create<{ readonly text: string }>(() => ({ text: '' }));

/** Says `text` politely: after what is being read. */
export function announce(text: string): void {
  useAnnouncement.setState({ text });
}
