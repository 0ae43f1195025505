import { useEffect } from 'react';
import { reportFailure } from '../../state/engine';
import { openFile } from '../../state/files';

/** Opens the text that Keras's `model.to_json()` gives where it is pasted onto the page, outside of what is typed in. */
export function usePastedModel(): void {
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const { clipboardData, target } = event;
      if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return;
      const text = clipboardData?.getData('text/plain') ?? '';
      if (!text.trimStart().startsWith('{') || !text.includes('"class_name"')) return;
      event.preventDefault();
      // The canvas pastes cards, which this is not.
      event.stopPropagation();
      void openFile(new Blob([text]), 'the pasted model').catch(reportFailure('Opening the pasted model'));
    };
    window.addEventListener('paste', onPaste, { capture: true });
    return () => window.removeEventListener('paste', onPaste, { capture: true });
  }, []);
}
