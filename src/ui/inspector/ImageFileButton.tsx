import { useRef } from 'react';
import { Button } from '../shared/Button';

/** Lets the user choose one picture from the computer. */
export function ImageFileButton({ onFile }: { readonly onFile: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button size="small" onClick={() => input.current?.click()}>
        Choose image file
      </Button>
      <input
        ref={input}
        type="file"
        accept="image/*"
        aria-label="Picture to look at"
        tabIndex={-1}
        className="visually-hidden"
        onChange={(event) => {
          const file = event.target.files?.[0];
          // Emptied, so that choosing the same file again counts as a choice.
          event.target.value = '';
          if (file !== undefined) onFile(file);
        }}
      />
    </>
  );
}
