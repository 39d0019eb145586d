/** The number both sides speak. Raise it when a frame or a message changes its meaning, and add a
 *  line of history:
 *
 *  1  first: y-protocols sync and awareness, channels over one socket, durable acknowledgement */
export const PROTOCOL_VERSION = 1;
