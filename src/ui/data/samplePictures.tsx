import styles from './SampleCards.module.css';

/** A cat's and a dog's face, as plain as a sign. */
export function CatAndDog() {
  return (
    <svg viewBox="0 0 64 32" aria-hidden="true" className={styles.picture}>
      <rect width="32" height="32" fill="#8fb3a4" />
      <rect x="32" width="32" height="32" fill="#b7a1c4" />
      <path d="M7 6l6 5h6l6-5 1 12a10 9 0 0 1-20 0z" fill="#e0a458" />
      <path d="M11 17l2-2 2 2-2 2zM17 17l2-2 2 2-2 2z" fill="#223" />
      <path d="M14.7 20.5h2.6L16 22z" fill="#a33b3b" />
      <path d="M39 8q-5 1-3 13l4-2zM57 8q5 1 3 13l-4-2z" fill="#6b4a35" />
      <path d="M39 8h18l1 11a10 9 0 0 1-20 0z" fill="#c79a6f" />
      <ellipse cx="48" cy="22" rx="6" ry="5" fill="#ead6bd" />
      <ellipse cx="48" cy="20" rx="2.2" ry="1.6" fill="#223" />
      <circle cx="43.5" cy="15" r="1.5" fill="#223" />
      <circle cx="52.5" cy="15" r="1.5" fill="#223" />
    </svg>
  );
}

/** Two digits in a felt pen, white on black as MNIST has them. */
export function Digits() {
  return (
    <svg viewBox="0 0 64 32" aria-hidden="true" className={styles.picture}>
      <rect width="64" height="32" fill="#000" />
      <g fill="none" stroke="#fff" strokeWidth="3" strokeLinecap="round" strokeLinejoin="round">
        <path d="M10 9q6-5 11-1 3 5-6 7 9 1 7 7-4 6-13 2" />
        <path d="M42 8q7-1 14-1-6 8-9 19M43 16h9" />
      </g>
    </svg>
  );
}
