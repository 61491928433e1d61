type Step = () => Promise<unknown>;

/** What has to be undone at the end, however that comes: the last thing started is ended first. */
export class Cleanup {
  private readonly steps: Step[] = [];
  private running: Promise<void> | undefined;

  defer(step: Step): void {
    this.steps.push(step);
  }

  /** Undoes everything, once; a step that fails is reported and does not keep the others from it. */
  run(): Promise<void> {
    return (this.running ??= this.undo());
  }

  private async undo(): Promise<void> {
    for (const step of this.steps.reverse()) {
      await step().catch((error: unknown) => console.error(error));
    }
  }
}
