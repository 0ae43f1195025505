import { useFileNote } from '../../state/fileNote';
import { Notice } from '../shared/Notice';
import styles from './FileNote.module.css';

/** What came of the last file or link, until it is dismissed or settled. */
export function FileNote() {
  const note = useFileNote((state) => state.note);
  const dismiss = useFileNote((state) => state.dismiss);
  if (note === null) return null;
  return (
    <div className={styles.note}>
      <Notice tone="info" role="status" action={note.action ?? { label: 'Dismiss', run: dismiss }}>
        {note.text}
      </Notice>
    </div>
  );
}
