import type { ComponentType, ReactNode, SyntheticEvent } from 'react';

/** What Strapi's content manager calls an action: the part of it that is used here. */
export interface Action {
  /** Called before the dialog is opened, and instead where there is none. */
  onClick?: (event?: SyntheticEvent) => unknown;
  dialog?: Dialog;
}

export interface Dialog {
  type: 'dialog' | 'modal' | 'notification';
  title: string;
  content?: ReactNode;
  footer?: ComponentType<{ onClose: () => void }>;
  onConfirm?: () => unknown;
}

/** Of an entry, in its edit view or a row of the list; or of those that are selected in the list. */
export interface ActionContext {
  model: string;
  documentId?: string;
  documents?: { documentId: string }[];
}

/** Called as a component, so it may use hooks; gives null where there is no such action. */
export interface ActionComponent {
  (context: ActionContext): Action | null;
  /** What kind of action it is, and where it is shown: both are read before it is called. */
  type?: string;
  position?: string | string[];
}

type Change = (actions: ActionComponent[]) => ActionComponent[];

export interface ActionApis {
  addDocumentAction: (change: Change) => void;
  addBulkAction: (change: Change) => void;
}
