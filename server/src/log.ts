/** One line of JSON per event. Ids and counts only: never a name, a text, a cookie or a secret. */
type Fields = Readonly<Record<string, string | number | boolean | undefined>>;

export function logEvent(event: string, fields: Fields = {}): void {
  console.log(JSON.stringify({ at: new Date().toISOString(), event, ...fields }));
}

/** Something of ours went wrong. The stack names our files, not people's words. */
export function logFault(event: string, error: unknown, fields: Fields = {}): void {
  const cause = error instanceof Error ? error : new Error(String(error));
  console.error(
    JSON.stringify({
      at: new Date().toISOString(),
      event,
      ...fields,
      error: cause.name,
      stack: cause.stack,
    }),
  );
}
