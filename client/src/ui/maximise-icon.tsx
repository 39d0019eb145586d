/** Arrows outward, or inward to go back. */
export function MaximiseIcon({ isLarge }: { readonly isLarge: boolean }) {
  const path = isLarge
    ? 'M4 10h6V4M20 14h-6v6M10 10 4 4M14 14l6 6'
    : 'M14 4h6v6M10 20H4v-6M20 4l-6 6M4 20l6-6';
  return (
    <svg viewBox="0 0 24 24" className="icon" aria-hidden="true">
      <path d={path} fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}
