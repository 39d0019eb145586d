/** Asks the browser not to throw away what this device keeps: some do so after a week without a visit
 *  [X15]. Asked only when there is work that is nowhere else: some browsers ask the person in turn. */
export async function askToKeepStorage(): Promise<boolean> {
  try {
    const { storage } = navigator;
    return (await storage.persisted()) || (await storage.persist());
  } catch {
    // An old browser, or a page without a lock: then there is nothing to ask.
    return false;
  }
}
