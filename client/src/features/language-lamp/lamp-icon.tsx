/** A lamp; lit when its button is pressed. */
export function LampIcon() {
  return (
    <svg className="icon lamp-icon" viewBox="0 0 20 20" aria-hidden="true">
      <path
        className="lamp-icon-glass"
        d="M10 2.2a5.3 5.3 0 0 0-3.1 9.6c.6.5 1 1.1 1 1.8v.4h4.2v-.4c0-.7.4-1.3 1-1.8A5.3 5.3 0 0 0 10 2.2Z"
      />
      <path className="lamp-icon-foot" d="M8 16.2h4M8.8 18.2h2.4" />
    </svg>
  );
}
