type Task = () => Promise<void> | void;

const tasks: Task[] = [];
afterAll(async () => {
  for (const task of tasks.reverse()) await task();
});

/** Does something when the test file has ended; what came last goes first, so that an app stops before its database. */
export function atTheEnd(task: Task): void {
  tasks.push(task);
}
