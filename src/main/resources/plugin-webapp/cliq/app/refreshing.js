// Asks again and again, as long as somebody looks.

/** In milliseconds: while something is about to happen, and else. */
export const OFTEN = 3000;
export const SELDOM = 15000;

/** To ask is to be a small part of the time, however long an answer takes. */
const SHARE = 10;

export class Refreshing {
  /** @param ask for a promise of an answer; answered and failed say after how many milliseconds to ask again */
  constructor(ask, answered, failed) {
    this.ask = ask;
    this.answered = answered;
    this.failed = failed;
  }

  stop() {
    this.asked = undefined;
    clearTimeout(this.timer);
  }

  /** Of several answers under way only the last one counts: an earlier one is of another page, or of another time. */
  async now() {
    clearTimeout(this.timer);
    const asked = {};
    this.asked = asked;
    const begin = Date.now();
    let pause;
    try {
      const answer = await this.ask();
      if (this.asked !== asked) {
        return;
      }
      pause = this.answered(answer);
    } catch (failure) {
      if (this.asked !== asked) {
        return;
      }
      const usual = this.failed(failure);
      pause = failure.final ? Infinity : usual;
    }
    this.after(Math.max(pause, SHARE * (Date.now() - begin)));
  }

  after(pause) {
    if (Number.isFinite(pause)) {
      this.timer = setTimeout(() => (document.hidden ? this.after(OFTEN) : this.now()), pause);
    }
  }
}
