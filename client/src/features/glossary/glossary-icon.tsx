/** An open book. */
export function GlossaryIcon() {
  return (
    <svg className="icon glossary-icon" viewBox="0 0 20 20" aria-hidden="true">
      <path d="M10 5.2C8.3 3.9 5.9 3.4 3 3.5v11.6c2.9-.1 5.3.4 7 1.7 1.7-1.3 4.1-1.8 7-1.7V3.5c-2.9-.1-5.3.4-7 1.7Zm0 0v11.6" />
    </svg>
  );
}
