const READS = new Set(['findMany', 'findFirst', 'findOne', 'count']);

/** Whether an action of the document service reads, and writes nothing. */
export const isRead = (action: string): boolean => READS.has(action);
