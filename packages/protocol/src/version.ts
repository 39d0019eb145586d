/** The number both sides speak. Raise it when a frame or a message changes its meaning, and add a
 *  line of history:
 *
 *  1  first: y-protocols sync and awareness, channels over one socket, durable acknowledgement
 *  2  `open` says which shape of contents and which life of the document the client knows; `mode`
 *     answers with the life that it is in */
export const PROTOCOL_VERSION = 2;
