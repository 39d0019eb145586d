/** What comes from a word processor or a web page while `clean-pasted`, which knows more, is still on its
 *  way. The first heading level is the title's: a first heading becomes a second one. What stands in a
 *  cell may be what ours cannot hold: cells become paragraphs. */
const TABLE_TAGS = /<(\/?)(?:table|thead|tbody|tfoot|tr|td|th|caption)\b[^>]*>/gi;
const FIRST_HEADING = /<(\/?)h1\b[^>]*>/gi;

export function simplifyPastedHtml(html: string): string {
  return html.replaceAll(TABLE_TAGS, '<$1div>').replaceAll(FIRST_HEADING, '<$1h2>');
}
