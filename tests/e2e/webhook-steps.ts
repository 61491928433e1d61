import { until } from '../harness/until';
import { expectedSignature, type Receiver, startReceiver } from '../harness/webhook-receiver';
import { PATIENCE_MS, seriousViolations, type Window } from './browser';
import type { Demo } from './demo';
import { Editor } from './editor';

interface Stage {
  demo: Demo;
  window: Window;
  /** The documentId of a draft that can be published. */
  movie: string;
}

/** Steps of whoever connects the catalogue with other programs. */
export const describeWebhooks = (stage: () => Stage): void => {
  let receiver: Receiver;

  beforeAll(async () => {
    receiver = await startReceiver();
  });

  afterAll(() => receiver.close());

  it('a super admin makes a webhook for the events of the catalogue', async () => {
    const { demo, window } = stage();
    const { page } = window;
    await page.context().clearCookies();
    await page.evaluate('localStorage.clear(); sessionStorage.clear()');
    const editor = new Editor(page);
    await editor.signIn(demo.account('super admin'));
    await page.goto('/admin/settings/webhooks/create');
    await editor.write('Name', 'Frontend');
    await editor.write('Url', receiver.url);
    const events = page.getByRole('group', { name: 'Events of the catalogue' });
    await events.getByRole('checkbox', { name: /^movie\.published/ }).click();
    await events.getByRole('checkbox', { name: /^movie\.unpublished/ }).click();
    await page.getByRole('checkbox', { name: 'entry.publish' }).click();
    await window.screenshot('webhook', 'webhook.png');
    expect(await seriousViolations(page, '[role=group]')).toEqual([]);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.waitForURL((url) => /\/webhooks\/\d+$/.test(url.pathname));
  });

  it('finds it ticked when it is opened again, and unticks one', async () => {
    const { page } = stage().window;
    await page.reload();
    const box = (name: string | RegExp) => page.getByRole('checkbox', { name });
    await box(/^movie\.published/).waitFor();
    expect(await box(/^movie\.published/).isChecked()).toBe(true);
    expect(await box(/^movie\.unpublished/).isChecked()).toBe(true);
    expect(await box('entry.publish').isChecked()).toBe(true);
    expect(await box(/^favorite\.added/).isChecked()).toBe(false);

    await box(/^movie\.unpublished/).click();
    await box('entry.publish').click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await new Editor(page).notice('Saved').waitFor();
    await page.reload();
    await box(/^movie\.published/).waitFor();
    expect(await box(/^movie\.published/).isChecked()).toBe(true);
    expect(await box(/^movie\.unpublished/).isChecked()).toBe(false);
    expect(await box('entry.publish').isChecked()).toBe(false);
  });

  it('the button "Trigger" tries it out', async () => {
    const { page } = stage().window;
    await page.getByRole('button', { name: 'Trigger' }).click();
    await page.getByText('Success!').waitFor();

    expect(receiver.received[0]?.body.event).toBe('trigger-test');
  });

  it('the receiver is told of a publication, and can check who tells it', async () => {
    const { demo, window, movie } = stage();
    const editor = new Editor(window.page);
    await editor.open('movie', movie);
    await editor.publish();
    await until(() => receiver.received.length > 1, PATIENCE_MS);

    const received = receiver.received[1];
    expect(received?.body).toMatchObject({
      event: 'movie.published',
      movie: { documentId: movie },
      wasPublished: false,
    });
    expect(received?.headers['x-reelbase-signature']).toContain(
      received && expectedSignature(await demo.webhookSecret(), received),
    );
  });
};
