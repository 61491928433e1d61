import type { WebhookSettings } from '../../src/webhooks/settings';
import { type AdminClient, sql, strapi } from '../harness';

/** Makes webhooks as the admin panel does, and removes them. */
export class WebhooksDesk {
  private readonly made: number[] = [];
  private readonly kept = strapi().config.get<WebhookSettings>('webhooks');

  constructor(private readonly admin: AdminClient) {}

  /** Makes a webhook. @returns its id */
  async make(url: string, events: string[], headers: Record<string, string> = {}): Promise<number> {
    const { body } = await this.admin
      .post('/admin/webhooks', { name: 'test', url, headers, events })
      .expect(201);
    const id = Number(body.data.id);
    this.made.push(id);
    return id;
  }

  async disable(id: number): Promise<void> {
    const { body } = await this.admin.get(`/admin/webhooks/${id}`).expect(200);
    const { name, url, headers, events } = body.data;
    await this.admin
      .put(`/admin/webhooks/${id}`, { name, url, headers, events, isEnabled: false })
      .expect(200);
  }

  async remove(id: number): Promise<void> {
    await this.admin.delete(`/admin/webhooks/${id}`).expect(200);
    this.made.splice(this.made.indexOf(id), 1);
  }

  configure(settings: Partial<WebhookSettings>): void {
    strapi().config.set('webhooks', { ...this.kept, ...settings });
  }

  /** Leaves nothing to others. */
  async clear(): Promise<void> {
    this.configure({});
    for (const id of [...this.made]) await this.remove(id);
  }
}

export interface DeliveryRow {
  id: string;
  event: string;
  attempts: number;
  last_error: string | null;
  given_up_at: Date | null;
}

/** What is noted and not delivered, the oldest first. */
export const deliveryRows = (): Promise<DeliveryRow[]> =>
  sql<DeliveryRow>(
    'SELECT id, event, attempts, last_error, given_up_at FROM webhook_deliveries ORDER BY created_at',
  );
