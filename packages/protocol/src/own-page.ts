/** The header, with any value, that every request carries which changes something. A browser cannot
 *  send it from another site without asking, and the server never says yes. */
export const OWN_PAGE_HEADER = 'x-meemaak';
