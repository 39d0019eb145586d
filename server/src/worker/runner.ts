/** Something that is asked to do things by name, here or in a thread of its own. */

/** What can be asked: by name, a function from arguments to a result. Both must survive a copy
 *  between threads. */
export type Calls = Readonly<Record<string, (args: never) => unknown>>;

export interface Runner<Table extends Calls> {
  run<Name extends keyof Table & string>(
    name: Name,
    args: Parameters<Table[Name]>[0],
  ): Promise<ReturnType<Table[Name]>>;
}
