/** The machine has no emulator. The message completes the sentence "The AWS test did not run: …". */
export class EmulatorUnavailable extends Error {
  override name = 'EmulatorUnavailable';
}
