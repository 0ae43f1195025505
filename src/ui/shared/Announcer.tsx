import { useAnnouncement } from './announcement';

/** The one live region for `announce`. */
export function Announcer() {
  const text = useAnnouncement((state) => state.text);
  return (
    <div aria-live="polite" className="visually-hidden">
      {text}
    </div>
  );
}
