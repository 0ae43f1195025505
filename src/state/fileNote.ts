/** What came of a file or link, for the user: one note, until the next, or until it is settled. */
import { create } from 'zustand';

interface FileNote {
  readonly text: string;
  /** What can be done about it; left out where it is only to be known. */
  readonly action?: { readonly label: string; readonly run: () => void };
}

interface FileNoteState {
  readonly note: FileNote | null;
  tell(note: FileNote): void;
  dismiss(): void;
}

export const useFileNote = create<FileNoteState>((set) => ({
  note: null,
  tell: (note) => set({ note }),
  dismiss: () => set({ note: null }),
}));
