// Asks again and again, as long as somebody looks.

/** In milliseconds: while something is about to happen, and else. */
export const OFTEN = 3000;
export const SELDOM = 15000;

/** To ask is to be a small part of the time, however long an answer takes. */
const SHARE = 10;

/** Who has gone away leaves a session behind that must come to its end. */
const IDLE = 15 * 60 * 1000;

let active = Date.now();
for (const sign of ['pointermove', 'pointerdown', 'keydown', 'wheel', 'focus']) {
  window.addEventListener(sign, () => (active = Date.now()), {passive: true, capture: true});
}

function isLookedAt() {
  return !document.hidden && Date.now() - active < IDLE;
}

export class Refreshing {
  /** @param ask for a promise of an answer; answered and failed say after how many milliseconds to ask again */
  constructor(ask, answered, failed) {
    this.ask = ask;
    this.answered = answered;
    this.failed = failed;
  }

  stop() {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  /** Of several answers under way only the last one counts: an earlier one is of another page, or of another time. */
  async now() {
    clearTimeout(this.timer);
    if (this.stopped) {
      return;
    }
    const asked = {};
    this.asked = asked;
    const begin = Date.now();
    const isLate = () => this.stopped || this.asked !== asked;
    let pause;
    try {
      const answer = await this.ask();
      if (isLate()) {
        return;
      }
      pause = this.answered(answer);
    } catch (failure) {
      if (isLate()) {
        return;
      }
      const usual = this.failed(failure);
      pause = failure.final ? Infinity : usual;
    }
    if (pause > 0) {
      this.after(Math.max(pause, SHARE * (Date.now() - begin)));
    } else {
      this.now();
    }
  }

  /** What only a person can mend is not asked again by itself. */
  after(pause) {
    if (Number.isFinite(pause)) {
      this.timer = setTimeout(() => (isLookedAt() ? this.now() : this.after(OFTEN)), pause);
    }
  }
}
