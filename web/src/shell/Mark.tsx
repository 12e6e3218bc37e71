import { useId } from 'react';

/** The mark: a pin through a ring. */
export function Mark({ size = 28 }: { size?: number }) {
  const cut = useId();
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 32 32"
      fill="none"
      strokeLinecap="round"
      aria-hidden="true"
      focusable="false"
    >
      <mask id={cut}>
        <rect width="32" height="32" fill="#fff" />
        <path d="M5 28 25 7" stroke="#000" strokeWidth="7.6" />
        <path d="M14 28h18v-18z" fill="#fff" />
      </mask>
      <circle
        cx="15"
        cy="17.5"
        r="9"
        stroke="currentColor"
        strokeWidth="3.6"
        mask={`url(#${cut})`}
      />
      <path d="M5 28 25 7" stroke="var(--mantine-color-ember-3)" strokeWidth="3.4" />
      <circle cx="26" cy="6" r="4.4" fill="var(--mantine-color-ember-3)" />
    </svg>
  );
}
