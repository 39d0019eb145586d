/** Read aloud when there is a pause; not drawn. Change `text` to say something. */
export function LiveRegion({ text }: { readonly text: string }) {
  return (
    <div className="unseen" aria-live="polite" aria-atomic="true">
      {text}
    </div>
  );
}
