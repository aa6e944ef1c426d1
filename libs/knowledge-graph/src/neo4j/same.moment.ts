/** Answers to the questions, in their order. */
type AskAll<Question, Answer> = (questions: readonly Question[]) => Promise<readonly Answer[]>;

interface Waiting<Question, Answer> {
  readonly question: Question;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Puts what is asked at the same moment into one statement: a customer's question searches with several vectors and several
 * texts, and each journey to the server costs more than a second search there. Whoever shares a key shares a statement.
 */
export class SameMoment<Question, Answer> {
  private readonly gathering = new Map<object, Waiting<Question, Answer>[]>();

  /** `key` tells what may be asked together; all who give the same one must give an `askAll` that does the same. */
  ask(key: object, question: Question, askAll: AskAll<Question, Answer>): Promise<Answer> {
    return new Promise<Answer>((resolve, reject) => {
      const waiting = { question, resolve, reject };
      const gathered = this.gathering.get(key);
      if (gathered) return void gathered.push(waiting);
      const all = [waiting];
      this.gathering.set(key, all);
      queueMicrotask(() => {
        this.gathering.delete(key);
        void this.settle(all, askAll);
      });
    });
  }

  private async settle(all: readonly Waiting<Question, Answer>[], askAll: AskAll<Question, Answer>): Promise<void> {
    try {
      const answers = await askAll(all.map(({ question }) => question));
      all.forEach(({ resolve, reject }, place) => {
        if (place in answers) resolve(answers[place] as Answer);
        else reject(new Error('a question was left without an answer'));
      });
    } catch (error) {
      for (const { reject } of all) reject(error);
    }
  }
}
