import type { UserManager } from 'oidc-client-ts';
import { signInByPopup } from './user-manager.ts';

/** Renews the session of a user whose token was refused, while the page and its input stay. All requests wait for the same renewal. */
export class SessionRenewal {
  readonly #manager: UserManager;
  readonly #listeners = new Set<() => void>();
  #renewal: Promise<boolean> | undefined;
  #answer: ((isRenewed: boolean) => void) | undefined;

  constructor(manager: UserManager) {
    this.#manager = manager;
  }

  /** Subscribes to {@link isAsking}. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Returns true while the page must ask the user to sign in again. */
  readonly isAsking = (): boolean => this.#answer !== undefined;

  /** Returns true once there is a new token, and false if the user does not want to sign in again. */
  readonly renew = (): Promise<boolean> => {
    this.#renewal ??= this.#start().finally(() => {
      this.#renewal = undefined;
    });
    return this.#renewal;
  };

  async #start(): Promise<boolean> {
    if (await this.#refresh()) return true;
    return new Promise(resolve => this.#setAnswer(resolve));
  }

  /** A refresh token that has expired too is a reason to ask. */
  async #refresh(): Promise<boolean> {
    const user = await this.#manager.getUser();
    if (!user?.refresh_token) return false;
    return this.#manager.signinSilent().then(
      () => true,
      () => false,
    );
  }

  /** Signs in within another window. @throws Error if the window is closed or blocked, or if another person signed in */
  async signInAgain(): Promise<void> {
    const before = await this.#manager.getUser();
    const after = await signInByPopup(this.#manager);
    if (before && before.profile.sub !== after.profile.sub) {
      await this.#manager.storeUser(before);
      throw new Error('Another person has signed in. Sign in as the person who uses this page.');
    }
    this.#finish(true);
  }

  giveUp(): void {
    this.#finish(false);
  }

  #finish(isRenewed: boolean): void {
    this.#answer?.(isRenewed);
    this.#setAnswer(undefined);
  }

  #setAnswer(answer: ((isRenewed: boolean) => void) | undefined): void {
    this.#answer = answer;
    for (const listener of this.#listeners) listener();
  }
}
