/** What comes from a word processor or a web page, before the editor reads it. The text has no tables,
 *  and its first heading level is the title's: cells become paragraphs of their own, for the parser
 *  would glue their words together, and a first heading a second one. */
const TABLE_TAGS = /<(\/?)(?:table|thead|tbody|tfoot|tr|td|th|caption)\b[^>]*>/gi;
const FIRST_HEADING = /<(\/?)h1\b[^>]*>/gi;

export function simplifyPastedHtml(html: string): string {
  return html.replaceAll(TABLE_TAGS, '<$1div>').replaceAll(FIRST_HEADING, '<$1h2>');
}
