/** In a started process: answers each question of the process that started it, in order. */
export function answerQuestions<Question, Answer>(answer: (question: Question) => Promise<Answer>): void {
  process.on("message", (question: Question) => {
    answer(question).then(
      (given) => process.send?.(given),
      (error: unknown) =>
        process.send?.({ fault: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
  // Without somebody who asks there is nothing left to do.
  process.on("disconnect", () => process.exit());
}
