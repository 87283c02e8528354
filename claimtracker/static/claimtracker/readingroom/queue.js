// Decisions on their way: one after the other, none twice, none dropped. What cannot be sent
// stays here, is tried again, and is marked as unsaved until the server has it.

import { Lost } from "./api.js";

const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 30000;

export class Queue {
  /** `tell(jobs, trouble)` is called whenever something joins, leaves or gets stuck. */
  constructor(tell) {
    this.jobs = [];
    this.tell = tell;
    this.pause = FIRST_PAUSE;
    this.running = false;
    addEventListener("online", () => this.wake());
    addEventListener("beforeunload", (event) => {
      if (this.jobs.length) event.preventDefault();
    });
  }

  /** A job has a key (of its statement), `send()` -> promise, `done(answer)`, `refused(error)`. */
  push(job) {
    this.jobs.push(job);
    this.tell(this.jobs, null);
    this.run();
  }

  holds(key) {
    return this.jobs.some((job) => job.key === key);
  }

  get isEmpty() {
    return this.jobs.length === 0;
  }

  async run() {
    if (this.running) return;
    this.running = true;
    while (this.jobs.length) {
      const [job] = this.jobs;
      try {
        const answer = await job.send();
        this.pause = FIRST_PAUSE;
        this.leave();
        job.done(answer);
      } catch (error) {
        if (error instanceof Lost) {
          await this.wait(error);
        } else {
          this.leave();
          job.refused(error);
        }
      }
    }
    this.running = false;
  }

  leave() {
    this.jobs.shift();
    this.tell(this.jobs, null);
  }

  wait(error) {
    this.tell(this.jobs, error.message);
    const pause = this.pause;
    this.pause = Math.min(pause * 2, LONGEST_PAUSE);
    return new Promise((resolve) => {
      this.wakeUp = resolve;
      setTimeout(resolve, pause);
    });
  }

  wake() {
    this.pause = FIRST_PAUSE;
    this.wakeUp?.();
  }
}
