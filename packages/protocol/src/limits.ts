/** The bounds of what the server takes from one connection. */
export const LIMITS = {
  /** One message; the first sync after days offline is the largest honest one. */
  messageBytes: 4 * 1024 * 1024,
  /** One participant's presence. */
  presenceBytes: 32 * 1024,
  /** An awareness update, which clients echo with everybody in it. */
  awarenessBytes: 4 * 1024 * 1024,
  /** A state vector in a request to sync, beyond what the document itself has. */
  stateVectorBytes: 64 * 1024,
  /** What one document may hold, in pieces of Yjs, each a run of letters, a block or a value: several times what a
   *  hundred pages or two thousand notes come to. A browser needs 150 to 250 bytes of memory for each. */
  documentStructs: 400_000,
  /** The same, as it lies on disk: everybody who comes gets all of it, over lines of which some take a
   *  minute for each of these millions. */
  documentBytes: 32 * 1024 * 1024,
  /** A picture for the board. */
  assetBytes: 10 * 1024 * 1024,
  /** A JSON body of a command. */
  commandBytes: 16 * 1024,
} as const;
