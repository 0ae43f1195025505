import { useRef, useState } from 'react';
import { FilePlus2 } from 'lucide-react';
import { Button } from '../shared/Button';
import { ArchitectureGallery } from './ArchitectureGallery';
import styles from './ArchitectureGallery.module.css';

/** Opens the gallery of networks worth starting from. Undo brings the old network back. */
export function NewNetworkMenu() {
  const dialog = useRef<HTMLDialogElement>(null);
  /** Its contents are there only while it is open: they look at the network as it then is. */
  const [open, setOpen] = useState(false);
  const close = () => dialog.current?.close();
  return (
    <>
      <Button
        variant="quiet"
        size="small"
        icon={<FilePlus2 aria-hidden="true" />}
        aria-haspopup="dialog"
        onClick={() => {
          setOpen(true);
          dialog.current?.showModal();
        }}
      >
        New from
      </Button>
      <dialog
        ref={dialog}
        aria-label="New network"
        className={styles.dialog}
        onClose={() => setOpen(false)}
        onKeyDown={(event) => {
          // Keys of the canvas mean nothing here.
          event.stopPropagation();
        }}
        onClick={({ target, currentTarget }) => {
          // Its content fills it: a click on itself is one on the backdrop.
          if (target === currentTarget) close();
        }}
      >
        {open && <ArchitectureGallery onDone={close} />}
      </dialog>
    </>
  );
}
